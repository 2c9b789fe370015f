import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { API, APP_ID, INSTALLATION, startedApp } from '../fixtures/started-app.ts';

const HEAD = 'fedcba9876543210fedcba9876543210fedcba98';
const PLATFORM = '/repos/acme/platform';

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

interface Changes {
  action?: string;
  app?: number;
  name?: string;
  externalId?: string;
  sender?: object;
  identifier?: string;
}

const checkRun = (changes: Changes = {}) =>
  ({
    id: '1',
    name: 'check_run' as const,
    payload: {
      action: changes.action ?? 'rerequested',
      check_run: {
        id: 77,
        name: changes.name ?? 'VaultMesh covenant',
        head_sha: HEAD,
        external_id: changes.externalId ?? 'covenant pull=2 base=none run=first ',
        output: { title: 'Broken', summary: '## Covenant', annotations_count: 0 },
        app: { id: changes.app ?? APP_ID },
      },
      requested_action: { identifier: changes.identifier ?? 'fix' },
      repository: { name: 'platform', full_name: 'acme/platform', owner: { login: 'acme' } },
      sender: changes.sender ?? { login: 'maria', type: 'User' },
      installation: { id: INSTALLATION },
    },
  }) as never;

/** What is asked of GitHub; every call is refused. */
async function asked(event: never): Promise<string[]> {
  const calls: string[] = [];
  nock(API)
    .get(/.*/u)
    .reply(404, (request: Request) => {
      calls.push(new URL(request.url).pathname);
      return {};
    })
    .persist();
  await app.receive(event).catch(() => undefined);
  return calls;
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

  it.each([
    ['by an app', { sender: { login: 'bot', type: 'Bot' } }],
    ['of another name', { identifier: 'delete' }],
  ])('%s does nothing', async (_, changes) => {
    expect(await asked(checkRun({ action: 'requested_action', ...changes }))).toEqual([]);
  });
});
