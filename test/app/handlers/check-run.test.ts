import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
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

const asked = (event: never) => askedBy(app, event);

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

  it.each([
    ['by an app', { sender: { login: 'bot', type: 'Bot' } }],
    ['of another name', { identifier: 'delete' }],
  ])('%s does nothing', async (_, changes) => {
    expect(await asked(checkRun({ action: 'requested_action', ...changes }))).toEqual([]);
  });
});
