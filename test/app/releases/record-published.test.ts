import { afterEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { recordPublished } from '../../../app/releases/record-published.ts';

const API = 'http://127.0.0.1:4009/api/v3';
const REPOSITORY = '/repos/acme/my-service';
const WORKFLOW = `${REPOSITORY}/actions/workflows/vaultmesh-record.yml`;
const COMMIT = 'a'.repeat(40);
const PUBLISHED = '2026-11-20T09:00:00Z';
const RECORDS = 'on: { push: { tags: ["v*"] } }\njobs: { a: { steps: [{ uses: "acme/record@v1" }] } }\n';

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const PATIENCE = 30_000;
const APP = 7;

const silent = (): void => undefined;
/** Records it, a while (ms) after it was published; `pauses` are those that were made. */
const record = (after = 0, pauses: number[] = []) =>
  recordPublished(
    new Octokit({ baseUrl: API, log: { debug: silent, info: silent, warn: silent, error: silent } }),
    {
      repository: { owner: 'acme', repo: 'my-service' },
      tag: 'v1.0.0',
      prerelease: false,
      publishedAt: PUBLISHED,
      author: 'maria',
    },
    {
      appId: APP,
      action: 'acme/record@v1',
      patience: PATIENCE,
      clock: () => new Date(Date.parse(PUBLISHED) + after),
      pause: (ms) => {
        pauses.push(ms);
        return Promise.resolve();
      },
    },
  );

/** A repository with this tag and these workflows at it, and no ledger yet. */
function repositoryHas(workflows: Readonly<Record<string, string>>, looksAtLedger = 2) {
  const answer = {
    node_id: 'R_1',
    default_branch: 'main',
    description: null,
    html_url: 'http://h/acme/my-service',
    private: true,
  };
  nock(API).get(REPOSITORY).reply(200, answer);
  nock(API).get(`${REPOSITORY}/commits/tags%2Fv1.0.0`).reply(200, { sha: COMMIT });
  nock(API)
    .get(`${REPOSITORY}/contents/.github%2Fvaultmesh.yml`)
    .query(true)
    .times(looksAtLedger)
    .reply(404, {});
  nock('http://127.0.0.1:4009')
    .post('/api/graphql')
    .times(looksAtLedger)
    .reply(200, { data: { repository: { ref: null } } });
  nock(API)
    .get(`${REPOSITORY}/contents/.github`)
    .query({ ref: COMMIT })
    .reply(200, [{ name: 'workflows', type: 'dir', sha: 'b'.repeat(40) }]);
  const tree = Object.entries(workflows).map(([path, text]) => ({
    ...{ path, mode: '100644', type: 'blob', sha: path, size: text.length },
  }));
  nock(API)
    .get(`${REPOSITORY}/git/trees/${'b'.repeat(40)}`)
    .query(true)
    .reply(200, { tree });
  for (const [path, text] of Object.entries(workflows)) {
    const content = Buffer.from(text).toString('base64');
    nock(API).get(`${REPOSITORY}/git/blobs/${path}`).reply(200, { content });
  }
}

const runsOf = (workflow: string, ...workflow_runs: object[]) =>
  nock(API)
    .get(`${REPOSITORY}/actions/workflows/${workflow}/runs`)
    .query(true)
    .reply(200, { total_count: 1, workflow_runs });
const runsAre = (...runs: object[]) => runsOf('vaultmesh-record.yml', ...runs);
const dispatched = (status = 204, message = '') =>
  nock(API).post(`${WORKFLOW}/dispatches`).reply(status, { message });
const RUN = {
  display_title: 'Record release:v1.0.0',
  created_at: '2026-11-20T09:00:03Z',
  html_url: 'http://h/runs/5',
};
const OWN = { event: 'push', head_branch: 'v1.0.0', html_url: 'http://h/runs/4' };

describe('a release that was published', () => {
  it('is recorded by the workflow of the repository, by its tag and without names of files', async () => {
    repositoryHas({ 'ci.yml': 'on: push\njobs: {}\n' });
    runsAre();
    const inputs = {
      kind: 'release',
      operation: 'release:v1.0.0',
      component: 'my-service',
      version: '1.0.0',
      commit: COMMIT,
      people: '[{"role":"author","login":"maria"}]',
    };
    nock(API).post(`${WORKFLOW}/dispatches`, { ref: 'main', inputs }).reply(204);
    runsAre(RUN);
    const pauses: number[] = [];
    expect(await record(0, pauses)).toBe('Being recorded: http://h/runs/5');
    expect(pauses).toEqual([]);
  });

  it('is not recorded again where a run for it began since', async () => {
    repositoryHas({});
    runsAre(RUN);
    expect(await record()).toContain('http://h/runs/5');
  });

  it('is left to a workflow of the repository that has begun to record it by itself', async () => {
    repositoryHas({ 'release.yml': RECORDS }, 1);
    runsOf('release.yml', OWN);
    expect(await record()).toBe('A workflow of the repository records it by itself: http://h/runs/4');
  });

  it('is left to a run of it that began a moment later, or to that of another one', async () => {
    repositoryHas({ 'release.yml': RECORDS, 'second.yml': RECORDS }, 1);
    runsOf('release.yml');
    runsOf('second.yml');
    runsOf('release.yml');
    runsOf('second.yml', OWN);
    const pauses: number[] = [];
    expect(await record(0, pauses)).toContain('http://h/runs/4');
    expect(pauses).toEqual([PATIENCE / 15]);
  });

  it('is recorded where no run of that workflow begins, after all the time that there was for it', async () => {
    repositoryHas({ 'release.yml': RECORDS });
    for (let looks = 0; looks < 5; looks++) runsOf('release.yml', { ...OWN, head_branch: 'main' });
    runsAre();
    dispatched();
    runsAre(RUN);
    const pauses: number[] = [];
    expect(await record(0, pauses)).toBe('Being recorded: http://h/runs/5');
    expect(pauses.reduce((all, ms) => all + ms)).toBeCloseTo(PATIENCE);
  });

  it('is recorded at once where that time has passed', async () => {
    repositoryHas({ 'release.yml': RECORDS });
    runsOf('release.yml');
    runsAre();
    dispatched();
    runsAre(RUN);
    const pauses: number[] = [];
    expect(await record(PATIENCE, pauses)).toBe('Being recorded: http://h/runs/5');
    expect(pauses).toEqual([]);
  });

  it('says on its commit what is missing, where no run of that workflow begins and none can be started', async () => {
    repositoryHas({ 'release.yml': RECORDS });
    runsOf('release.yml');
    runsAre();
    dispatched(404);
    nock(API)
      .get(`${REPOSITORY}/commits/${COMMIT}/check-runs`)
      .query(true)
      .reply(200, { total_count: 0, check_runs: [] });
    let told: Record<string, unknown> = {};
    nock(API)
      .post(`${REPOSITORY}/check-runs`, (body: Record<string, unknown>) => {
        told = body;
        return true;
      })
      .reply(201, { id: 1, external_id: null, app: null });
    expect(await record(PATIENCE)).toContain('has no workflow vaultmesh-record.yml');
    expect(told).toMatchObject({
      external_id: 'record release:v1.0.0',
      conclusion: 'failure',
      details_url: 'http://h/acme/my-service/actions/workflows/release.yml',
      output: {
        title: 'The release v1.0.0 is not recorded',
        summary: expect.stringMatching(/`release\.yml` records releases, .*`\/adopt ledger` proposes it/su),
      },
    });
  });

  it.each([
    [404, 'Not Found', 'has no workflow vaultmesh-record.yml'],
    [422, 'Unexpected inputs provided: ["tag"]', 'does not take what it is given'],
  ])('is quietly left alone where the workflow cannot be started: %i', async (status, message, reason) => {
    repositoryHas({});
    runsAre();
    dispatched(status, message);
    expect(await record()).toContain(reason);
  });

  it('is quietly left alone where its tag is gone', async () => {
    nock(API).get(REPOSITORY).reply(200, {
      node_id: 'R_1',
      default_branch: 'main',
      description: null,
      html_url: 'h',
      private: true,
    });
    nock(API).get(`${REPOSITORY}/commits/tags%2Fv1.0.0`).reply(404, {});
    expect(await record()).toContain('has no tag');
  });

  it('is tried again while GitHub is in trouble', async () => {
    nock(API).get(REPOSITORY).reply(503, {});
    await expect(record()).rejects.toMatchObject({ status: 503 });
  });
});
