import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { API, APP_ID, INSTALLATION, startedApp } from '../fixtures/started-app.ts';

const PLATFORM = '/repos/acme/platform';
const HEAD = 'fedcba9876543210fedcba9876543210fedcba98';
const BEFORE = '0123456789abcdef0123456789abcdef01234567';

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
  for (const commit of [HEAD, BEFORE])
    nock(API)
      .get(`${PLATFORM}/commits/${commit}/check-runs`)
      .query(true)
      .reply(200, { check_runs: [] })
      .persist();
});
afterEach(() => {
  nock.cleanAll();
});

/** GitHub shows a pull request that conflicts like this, once each. */
function pullIs(...shown: { ref?: string; sha?: string }[]): void {
  const repo = { full_name: 'acme/platform', default_branch: 'main', node_id: 'R_1' };
  for (const { ref = 'main', sha = HEAD } of shown)
    nock(API)
      .get(`${PLATFORM}/pulls/2`)
      .reply(200, {
        ...{ number: 2, state: 'open', title: 'Do it', body: null, commits: 1 },
        ...{ mergeable: false, merge_commit_sha: null },
        ...{ head: { ref: 'do-it', sha, repo }, base: { ref, sha: BEFORE, repo } },
      });
}

/** The check run that is begun on a commit. */
function begun(commit: string): void {
  const run = { id: 77, head_sha: commit, external_id: '', status: 'in_progress', conclusion: null };
  nock(API)
    .post(`${PLATFORM}/check-runs`, new RegExp(`"head_sha":"${commit}"`, 'u'))
    .reply(201, { ...run, output: { annotations_count: 0 }, app: { id: APP_ID } })
    .get(`${PLATFORM}/check-runs/77`)
    .optionally()
    .reply(200, run);
}

const told = (text: RegExp): nock.Scope => nock(API).patch(`${PLATFORM}/check-runs/77`, text).reply(200, {});

const changed = (changes: object) =>
  ({
    id: '1',
    name: 'pull_request' as const,
    payload: {
      ...{ number: 2, pull_request: { number: 2, head: { sha: HEAD } }, ...changes },
      repository: { id: 5, name: 'platform', full_name: 'acme/platform', owner: { login: 'acme' } },
      installation: { id: INSTALLATION },
    },
  }) as never;

describe('the check of a pull request', () => {
  it('says nothing of a base that it goes into no more: the webhook of that brings another look', async () => {
    pullIs({ ref: 'lax' }, { ref: 'main' });
    begun(HEAD);
    const ended = told(/"conclusion":"cancelled".*It goes into main now/u);
    await app.receive(changed({ action: 'opened' }));
    expect(ended.isDone()).toBe(true);
  });

  it('is on the commit that was pushed, though GitHub still shows the one before', async () => {
    pullIs({ sha: BEFORE }, {}, {});
    begun(HEAD);
    const ended = told(/"conclusion":"action_required"/u);
    await app.receive(changed({ action: 'synchronize', before: BEFORE }));
    expect(ended.isDone()).toBe(true);
  });
});
