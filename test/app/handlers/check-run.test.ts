import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { attempting } from '../../../app/deliveries/attempt.ts';
import { askedBy } from '../fixtures/asked-by.ts';
import { checkRunEvent, type CheckRunChanges } from '../fixtures/check-run-event.ts';
import { API, APP_ID, startedApp } from '../fixtures/started-app.ts';

const HEAD = 'fedcba9876543210fedcba9876543210fedcba98';
const PLATFORM = '/repos/acme/platform';

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

const checkRun = (changes: CheckRunChanges = {}) =>
  checkRunEvent(
    'platform',
    {
      name: 'VaultMesh covenant',
      head_sha: HEAD,
      external_id: 'covenant pull=2 base=none run=first ',
      output: { title: 'Broken', summary: '## Covenant', annotations_count: 0 },
    },
    { action: 'rerequested', identifier: 'fix', ...changes },
  );

/** What is asked of GitHub beside what the check says now. */
function asked(event: never): Promise<string[]> {
  const output = { title: 'Held', summary: '## Newer', annotations_count: 0 };
  nock(API).get(`${PLATFORM}/check-runs/77`).reply(200, { output });
  return askedBy(app, event);
}

describe('another look that somebody asks for', () => {
  it('is at the pull request that the check is of', async () => {
    const [first] = await asked(checkRun());
    expect(first).toContain(`${PLATFORM}/pulls/2`);
  });

  it.each([
    ['a check of another app', { app: APP_ID + 1 }],
    ['another check of this app', { name: 'VaultMesh ledger' }],
    ['a check without a pull request', { externalId: 'something else' }],
  ])('is none for %s', async (_, changes) => {
    expect(await asked(checkRun(changes))).toEqual([]);
    expect(await asked(checkRun({ ...changes, action: 'requested_action' }))).toEqual([]);
  });
});

describe('the button', () => {
  it('first asks for the role of who presses it', async () => {
    const told = nock(API).patch(`${PLATFORM}/check-runs/77`).reply(200, {});
    const [first, ...more] = await asked(checkRun({ action: 'requested_action' }));
    expect(first).toContain(`${PLATFORM}/collaborators/maria/permission`);
    expect(more).toEqual([]);
    expect(told.isDone()).toBe(true);
  });

  it('tells a refusal above what the check says by then', async () => {
    const body = /"title":"Held","summary":"> The button did nothing\. .*## Newer"/u;
    const told = nock(API).patch(`${PLATFORM}/check-runs/77`, body).reply(200, {});
    await asked(checkRun({ action: 'requested_action' }));
    expect(told.isDone()).toBe(true);
  });

  it.each([true, false])('tells what stopped the app unless another attempt follows: %s', async (follows) => {
    nock(API)
      .get(`${PLATFORM}/collaborators/maria/permission`)
      .reply(403, { message: 'Resource not accessible by integration' });
    const body = /The app was stopped\. .*GitHub answered 403 to GET .*## Newer/u;
    const told = nock(API).patch(`${PLATFORM}/check-runs/77`, body).reply(200, {});
    await attempting(
      () => follows,
      () => asked(checkRun({ action: 'requested_action' })),
    );
    expect(told.isDone()).toBe(!follows);
  });

  it.each([
    ['by an app', { sender: { login: 'bot', type: 'Bot' } }],
    ['of another name', { identifier: 'delete' }],
  ])('%s does nothing', async (_, changes) => {
    expect(await asked(checkRun({ action: 'requested_action', ...changes }))).toEqual([]);
  });
});
