import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { API, INSTALLATION, startedApp } from '../fixtures/started-app.ts';

const COMMIT = 'a'.repeat(40);
const PULLS = `/api/v3/repos/acme/my-service/commits/${COMMIT}/pulls`;

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

/** What is asked of GitHub when a run has ended; it knows no pull request of the commit. */
async function asked(run: object, path = '.github/workflows/vaultmesh-record.yml'): Promise<string[]> {
  const calls: string[] = [];
  nock(API)
    .get(/.*/u)
    .reply(200, (request: Request) => {
      calls.push(new URL(request.url).pathname);
      return [];
    })
    .persist();
  const payload = {
    action: 'completed',
    workflow: { path },
    workflow_run: {
      display_title: `Record decision:docs/adr/a.md@${COMMIT}`,
      event: 'workflow_dispatch',
      head_branch: 'main',
      conclusion: 'failure',
      html_url: 'http://h/runs/5',
      ...run,
    },
    repository: {
      ...{ id: 5, name: 'my-service', full_name: 'acme/my-service', default_branch: 'main' },
      owner: { login: 'acme' },
    },
    installation: { id: INSTALLATION },
  };
  await app.receive({ id: '1', name: 'workflow_run', payload } as never);
  return calls;
}

describe('a run of the record workflow for a decision that has ended', () => {
  it('has its pull request looked for, to tell there what came of it', async () => {
    expect(await asked({})).toEqual([PULLS]);
  });

  it.each<[string, object]>([
    ['on another branch', { head_branch: 'mine' }],
    ['that nobody dispatched', { event: 'push' }],
    ['of another title', { display_title: 'Release' }],
  ])('is left alone %s', async (_, run) => {
    expect(await asked(run)).toEqual([]);
  });

  it('is left alone where it is one of another workflow', async () => {
    expect(await asked({}, '.github/workflows/ci.yml')).toEqual([]);
  });
});
