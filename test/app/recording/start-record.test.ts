import { afterEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { recorded, startRecord } from '../../../app/recording/start-record.ts';

const API = 'http://127.0.0.1:4009/api/v3';
const WORKFLOW = '/repos/acme/my-service/actions/workflows/vaultmesh-record.yml';
const CREATED = '2026-11-20T09:00:00Z';
const repository = {
  id: 'R_1',
  name: { owner: 'acme', repo: 'my-service' },
  defaultBranch: 'main',
  description: '',
  url: 'http://127.0.0.1:4009/acme/my-service',
  visibility: 'private' as const,
};
const inputs = { operation: 'release:v1.0.0', kind: 'release' };

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const start = () =>
  startRecord(
    new Octokit({ baseUrl: API, log: { debug: silent, info: silent, warn: silent, error: silent } }),
    repository,
    inputs,
    CREATED,
    () => new Date(CREATED),
    () => Promise.resolve(),
  );

const run = (title: string, created_at: string) => ({
  display_title: title,
  created_at,
  html_url: `${repository.url}/actions/runs/5`,
});

/** There is no ledger yet, and these runs of the record workflow each time that they are asked for. */
function runsAre(...answers: object[][]) {
  nock(API).get('/repos/acme/my-service/contents/.github%2Fvaultmesh.yml').reply(404, {});
  nock('http://127.0.0.1:4009')
    .post('/api/graphql')
    .reply(200, { data: { repository: { ref: null } } });
  for (const workflow_runs of answers) {
    nock(API)
      .get(`${WORKFLOW}/runs`)
      .query({ branch: 'main', event: 'workflow_dispatch', per_page: 100 })
      .reply(200, { total_count: workflow_runs.length, workflow_runs });
  }
}

const dispatched = (status: number) =>
  nock(API)
    .post(`${WORKFLOW}/dispatches`, { ref: 'main', inputs })
    .reply(status, status === 204 ? '' : {});

describe('a record', () => {
  it('is started, and its run is linked', async () => {
    const [ours, older] = [
      run('Record release:v1.0.0', '2026-11-20T09:00:03Z'),
      run('Record release:v1.0.0', '2026-11-19T09:00:03Z'),
    ];
    runsAre([older], [run('Record release:v2.0.0', '2026-11-20T09:00:02Z'), older], [ours, older]);
    dispatched(204);
    expect(await start()).toContain(
      `\`release:v1.0.0\` is being recorded: [its run](${repository.url}/actions/runs/5)`,
    );
  });

  it('is not started again where a run of the same comment is under way', async () => {
    runsAre([run('Record release:v1.0.0', '2026-11-20T09:00:03Z')]);
    expect(await start()).toContain('/actions/runs/5');
  });

  it('is refused where the repository has no workflow for it', async () => {
    runsAre([]);
    dispatched(404);
    await expect(start()).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('`/adopt ledger` proposes it'),
    });
  });
});

it('an operation is shown as it is, and is no markup', () => {
  expect(recorded('http://h/acme/app', 'release:v1`[x](//evil)`@maria', 3)).toBe(
    '`release:v1 [x](//evil) @maria` is entry 3 of [the ledger](http://h/acme/app/tree/ledger).',
  );
  const longest = `decision:${'a'.repeat(191)}`;
  expect(recorded('http://h/acme/app', longest, 3)).toContain(`\`${longest}\``);
});

const silent = (): void => undefined;
