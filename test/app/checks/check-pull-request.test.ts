import { afterEach, expect, it } from '@jest/globals';
import nock from 'nock';
import { API, APP_ID, INSTALLATION, startedApp } from '../fixtures/started-app.ts';

const PLATFORM = '/repos/acme/platform';
const HEAD = 'fedcba9876543210fedcba9876543210fedcba98';

afterEach(() => {
  nock.cleanAll();
});

it('says nothing of a base that the pull request goes into no more: the webhook of that brings another look', async () => {
  const app = await startedApp();
  const repo = { full_name: 'acme/platform', default_branch: 'main', node_id: 'R_1' };
  const pull = (ref: string) => ({
    ...{
      number: 2,
      state: 'open',
      title: 'Do it',
      body: null,
      commits: 1,
      mergeable: false,
      merge_commit_sha: null,
    },
    ...{ head: { ref: 'do-it', sha: HEAD, repo }, base: { ref, sha: HEAD, repo } },
  });
  for (const ref of ['lax', 'main']) nock(API).get(`${PLATFORM}/pulls/2`).reply(200, pull(ref));
  nock(API)
    .get(`${PLATFORM}/commits/${HEAD}/check-runs`)
    .query(true)
    .reply(200, { check_runs: [] })
    .persist();
  const run = { id: 77, head_sha: HEAD, external_id: '', status: 'in_progress', conclusion: null };
  nock(API)
    .post(`${PLATFORM}/check-runs`)
    .reply(201, { ...run, output: { annotations_count: 0 }, app: { id: APP_ID } });
  const ended = nock(API)
    .patch(`${PLATFORM}/check-runs/77`, /"conclusion":"cancelled".*It goes into main now/u)
    .reply(200, {});
  await app.receive({
    id: '1',
    name: 'pull_request',
    payload: {
      action: 'opened',
      number: 2,
      pull_request: { number: 2, head: { sha: HEAD } },
      repository: { id: 5, name: 'platform', full_name: 'acme/platform', owner: { login: 'acme' } },
      installation: { id: INSTALLATION },
    },
  } as never);
  expect(ended.isDone()).toBe(true);
});
