import { afterEach, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Command } from '../../../app/commands/command.ts';
import { runCommand } from '../../../app/commands/run-command.ts';
import { attempting } from '../../../app/deliveries/attempt.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { ownComment } from '../fixtures/comment-event.ts';
import { API, INSTALLATION, startedApp, testServices } from '../fixtures/started-app.ts';

afterEach(() => {
  nock.cleanAll();
});

/** Runs a command that ends with `error`, and gives what is answered. */
async function answerTo(
  error: VaultMeshError,
  owner: 'Organization' | 'User' = 'Organization',
  isRepeated = false,
): Promise<{ answer: string; failed: boolean }> {
  const probot = await startedApp();
  let answer = '';
  nock(API)
    .get('/repos/acme/platform/issues/1/comments')
    .query(true)
    .reply(200, [])
    .persist()
    .post('/repos/acme/platform/issues/1/comments')
    .reply(201, async (request: Request) => {
      answer = ((await request.json()) as { body: string }).body;
      return ownComment(200, answer);
    })
    .post('/repos/acme/platform/issues/comments/99/reactions')
    .reply(201, {})
    .persist()
    .get(/\/contents\/\.github%2Fvaultmesh\.yml$/)
    .reply(404, { message: 'Not Found' })
    .persist()
    .get('/repos/acme/platform/collaborators/maria/permission')
    .reply(200, { role_name: 'read' });
  const command: Command = {
    grammar: { name: 'try', parameters: [], options: {}, flags: [], summary: 'fails' },
    scope: 'repository',
    defaultRole: 'read',
    refusedToPersons: 'Use an organisation.',
    run: () => Promise.reject(error),
  };
  const repository = { owner: 'acme', repo: 'platform' };
  const invocation = {
    comment: { repository, issue: 1, comment: 99, createdAt: '2026-11-20T09:00:00Z' },
    commentUrl: 'https://github.com/acme/platform/issues/1#issuecomment-99',
    ownedByOrganisation: owner === 'Organization',
    person: { login: 'maria', id: 11 },
    commands: [command],
    client: await probot.auth(INSTALLATION),
    services: testServices(),
  };
  const run = attempting(
    () => isRepeated,
    () => runCommand(invocation, { name: 'try', values: {} }, probot.log),
  );
  const failed = await run.then(
    () => false,
    () => true,
  );
  return { answer, failed };
}

it('answers a decision against the command for good', async () => {
  const { answer, failed } = await answerTo(new VaultMeshError('conflict', 'The name is taken.'));
  expect(answer).toBe('<!-- vaultmesh:answer comment=99 state=refused -->\nThe name is taken.');
  expect(failed).toBe(false);
});

it('tells the repository of a person before anything is asked or made', async () => {
  const { answer } = await answerTo(new VaultMeshError('conflict', 'The name is taken.'), 'User');
  expect(answer).toContain(
    '`/try` is for organisations, and acme is a personal account. Use an organisation.',
  );
  // Neither configuration nor role was asked for.
  expect(nock.pendingMocks().join()).toContain('/collaborators/maria/permission');
});

it('takes a refusal of GitHub underneath for a stop, from which another delivery can go on', async () => {
  const cause = Object.assign(new Error('Resource not accessible'), { status: 403 });
  const { answer, failed } = await answerTo(
    new VaultMeshError('not-permitted', 'GitHub did not write.', { cause }),
  );
  expect(answer).toContain('state=stopped');
  expect(answer).toContain('GitHub did not write.');
  expect(failed).toBe(true);
});

it('refuses for good what GitHub does not take and would not take another time', async () => {
  const cause = Object.assign(new Error('Unexpected inputs provided'), { status: 422 });
  const { answer, failed } = await answerTo(
    new VaultMeshError('policy', 'The workflow is an older one. Update it.', { cause }),
  );
  expect(answer).toContain('state=refused');
  expect(answer).toContain('Update it.');
  expect(failed).toBe(false);
});

it('says nothing of a stop while another attempt follows', async () => {
  const cause = Object.assign(new Error('Bad gateway'), { status: 502 });
  const error = new VaultMeshError('network', 'GitHub is in trouble.', { cause });
  expect(await answerTo(error, 'Organization', true)).toEqual({ answer: '', failed: true });
});

it('answers a decision against the command at once, whatever follows on failures', async () => {
  const { answer, failed } = await answerTo(
    new VaultMeshError('conflict', 'The name is taken.'),
    'Organization',
    true,
  );
  expect(answer).toContain('state=refused');
  expect(failed).toBe(false);
});
