import { afterEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { findTagRun } from '../../../app/github/find-tag-run.ts';
import { findWorkflowRun } from '../../../app/github/find-workflow-run.ts';

const API = 'http://127.0.0.1:4009/api/v3';
const REPOSITORY = { owner: 'acme', repo: 'my-service' };
const COMMIT = 'a'.repeat(40);

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const silent = (): void => undefined;
const client = new Octokit({
  baseUrl: API,
  log: { debug: silent, info: silent, warn: silent, error: silent },
});

interface Run {
  readonly event: string;
  readonly head_branch: string | null;
  readonly head_sha: string;
  readonly html_url: string;
  readonly display_title: string;
  readonly created_at: string;
}

const run = (html_url: string, changes: Partial<Run>): Run => ({
  event: 'workflow_dispatch',
  head_branch: 'main',
  head_sha: COMMIT,
  html_url,
  display_title: 'Record release:v1.0.0',
  created_at: '2026-11-20T09:00:03Z',
  ...changes,
});

/** A workflow with these runs, newest first, listed by what is asked for, as GitHub does. */
function runsAre(workflow: string, ...runs: Run[]): void {
  nock(API)
    .get(`/repos/acme/my-service/actions/workflows/${workflow}/runs`)
    .query(true)
    .reply(200, (request: Request) => {
      const { searchParams } = new URL(request.url);
      const asked = { event: 'event', branch: 'head_branch', head_sha: 'head_sha' } as const;
      const fitting = Object.entries(asked).reduce(
        (left, [name, member]) =>
          left.filter((each) => [null, each[member]].includes(searchParams.get(name))),
        runs,
      );
      return { total_count: fitting.length, workflow_runs: fitting };
    });
}

describe('a run that was dispatched', () => {
  const sought = { workflow: 'record.yml', branch: 'main', title: 'Record release:v1.0.0' };
  const find = (since?: string) =>
    findWorkflowRun(client, REPOSITORY, { ...sought, ...(since !== undefined && { since }) });

  it('is found by its title, since a moment or ever', async () => {
    const runs = [run('other', { display_title: 'Record release:v2.0.0' }), run('ours', {})];
    runsAre('record.yml', ...runs);
    expect(await find('2026-11-20T09:00:03Z')).toBe('ours');
    runsAre('record.yml', ...runs);
    expect(await find('2026-11-20T09:00:04Z')).toBeUndefined();
    runsAre('record.yml', ...runs);
    expect(await find()).toBe('ours');
  });

  it('is not one of the same title on a branch where somebody changed the workflow', async () => {
    runsAre('record.yml', run('theirs', { head_branch: 'evil' }));
    expect(await find()).toBeUndefined();
    runsAre('record.yml', run('theirs', { head_branch: 'evil' }), run('ours', {}));
    expect(await find()).toBe('ours');
  });

  it('is none where there is no such workflow', async () => {
    nock(API)
      .get(/workflows\/record\.yml\/runs/u)
      .query(true)
      .reply(404, {});
    expect(await find()).toBeUndefined();
  });
});

describe('the run of a tag', () => {
  const find = () => findTagRun(client, REPOSITORY, 'release.yml', { tag: 'v1.0.0', commit: COMMIT });

  it.each(['push', 'release'])('is one that GitHub began for its %s', async (event) => {
    runsAre('release.yml', run('its', { event, head_branch: 'v1.0.0' }));
    expect(await find()).toBe('its');
  });

  it.each([
    ['of the branch at the same commit', { event: 'push' }],
    ['of another tag there', { event: 'push', head_branch: 'v1.0.0-rc1' }],
    ['at the commit that the tag was at before', { event: 'push', head_branch: 'v1.0.0', head_sha: 'b' }],
    ['that somebody started', { head_branch: 'v1.0.0' }],
  ])('is not one %s', async (_, changes) => {
    runsAre('release.yml', run('other', changes));
    expect(await find()).toBeUndefined();
  });
});
