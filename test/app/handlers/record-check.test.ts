import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { askedBy } from '../fixtures/asked-by.ts';
import { checkRunEvent, type CheckRunChanges } from '../fixtures/check-run-event.ts';
import { API, APP_ID, startedApp } from '../fixtures/started-app.ts';

const COMMIT = 'fedcba9876543210fedcba9876543210fedcba98';
const REPOSITORY = '/repos/acme/my-service';

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

const checkRun = (changes: CheckRunChanges = {}) =>
  checkRunEvent(
    'my-service',
    {
      name: 'VaultMesh record',
      head_sha: COMMIT,
      external_id: 'record release:v1.0.0',
      details_url: 'http://127.0.0.1:4009/acme/my-service/actions/runs/5',
      started_at: '2026-11-20T09:00:00Z',
      completed_at: '2026-11-20T09:01:00Z',
      output: { title: 'It failed', summary: 'why', annotations_count: 0 },
    },
    { action: 'requested_action', identifier: 'record', ...changes },
  );

/** What is asked of GitHub beside the role of who presses, and what the check says now. */
function asked(event: never, role = 'read'): Promise<string[]> {
  nock(API)
    .get(`${REPOSITORY}/check-runs/77`)
    .reply(200, { output: { title: 'It failed', summary: 'why', annotations_count: 0 } });
  nock(API).get(`${REPOSITORY}/collaborators/maria/permission`).reply(200, { role_name: role });
  return askedBy(app, event);
}

describe('a button beside the check of a release', () => {
  it.each(['record', 'backfill'])('asks for the role first, and tells a refusal: %s', async (identifier) => {
    const told = nock(API)
      .patch(`${REPOSITORY}/check-runs/77`, /The button did nothing\. This takes the role.*why/u)
      .reply(200, {});
    const calls = await asked(checkRun({ identifier }));
    expect(calls.filter((call) => !call.includes('/contents/'))).toEqual([]);
    expect(told.isDone()).toBe(true);
  });

  it('tells that a tag is gone', async () => {
    const told = nock(API).patch(`${REPOSITORY}/check-runs/77`).reply(200, {});
    const repository = {
      node_id: 'R_1',
      default_branch: 'main',
      description: null,
      html_url: 'h',
      private: true,
    };
    nock(API).get(REPOSITORY).reply(200, repository);
    const calls = await asked(checkRun(), 'write');
    expect(calls.at(-1)).toContain(`${REPOSITORY}/commits/tags%2Fv1.0.0`);
    expect(told.isDone()).toBe(true);
  });

  it.each([
    ['a check of another app', { app: APP_ID + 1 }],
    ['another check of this app', { name: 'VaultMesh ledger' }],
    ['a check of no release', { externalId: 'something else' }],
    ['another button', { identifier: 'fix' }],
    ['an app that presses it', { sender: { login: 'bot', type: 'Bot' } }],
  ])('does nothing for %s', async (_, changes) => {
    expect(await asked(checkRun(changes))).toEqual([]);
  });
});

describe('another look at the record of a release', () => {
  it('begins with the run that the check tells of, and the release', async () => {
    const [run, release] = await asked(checkRun({ action: 'rerequested' }));
    expect(run).toContain(`${REPOSITORY}/actions/runs/5`);
    expect(release).toContain(`${REPOSITORY}/releases/tags/v1.0.0`);
  });

  it.each<[string, object, string, RegExp]>([
    ['a run that recorded nothing', { conclusion: 'failure' }, 'failure', /^(?!The last run was to get)/u],
    ['a run that succeeded', { conclusion: 'success' }, 'neutral', /^(?!The last run was to get)/u],
    ['a run that has begun again', { conclusion: null }, 'neutral', /^(?!The last run was to get)/u],
    [
      'a run that did not get what is owed',
      { conclusion: 'failure', display_title: 'Record backfill:release:v1.0.0' },
      'neutral',
      /^The last run was to get/u,
    ],
  ])('is by the run as it is now: %s', async (_, run, conclusion, summary) => {
    nock(API)
      .get(`${REPOSITORY}/actions/runs/5`)
      .reply(200, { display_title: 'Record release:v1.0.0', ...run })
      .get(`${REPOSITORY}/releases/tags/v1.0.0`)
      .reply(200, { tag_name: 'v1.0.0', assets: [] })
      .get(`${REPOSITORY}/commits/tags%2Fv1.0.0`)
      .reply(200, { sha: COMMIT })
      .get(`${REPOSITORY}/commits/${COMMIT}/check-runs`)
      .query(true)
      .reply(200, {
        check_runs: [{ id: 77, external_id: 'record release:v1.0.0', app: { id: APP_ID } }],
      });
    nock('http://127.0.0.1:4009')
      .post('/api/graphql')
      .reply(200, { data: { repository: { ref: null } } })
      .persist();
    let told: unknown;
    nock(API)
      .patch(`${REPOSITORY}/check-runs/77`)
      .reply(200, async (request: Request) => {
        told = await request.json();
        return {};
      });
    await asked(checkRun({ action: 'rerequested' }));
    expect(told).toMatchObject({ conclusion, output: { summary: expect.stringMatching(summary) } });
  });

  it('is none for another check', async () => {
    expect(await asked(checkRun({ action: 'rerequested', name: 'VaultMesh ledger' }))).toEqual([]);
  });
});
