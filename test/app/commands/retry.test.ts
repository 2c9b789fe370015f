import { expect, it } from '@jest/globals';
import type { Command, Invocation } from '../../../app/commands/command.ts';
import { retry } from '../../../app/commands/retry.ts';
import { APP_ID, testServices } from '../fixtures/started-app.ts';

/** A client for an issue whose only command stopped, as `body` reads now; any call for GitHub's log of deliveries is noted. */
function retried(body: string) {
  const calls: string[] = [];
  const at = { created_at: '2026-11-20T09:00:00Z', updated_at: '2026-11-20T09:00:00Z' };
  const stopped = '<!-- vaultmesh:answer comment=10 state=stopped -->\nText';
  const comments = [
    { ...at, id: 10, body, user: { type: 'User', login: 'maria', id: 11 } },
    { ...at, id: 20, body: stopped, user: { type: 'Bot' }, performed_via_github_app: { id: APP_ID } },
  ];
  const client = {
    paginate: {
      async *iterator() {
        calls.push('log');
        yield await Promise.resolve({ data: [] });
      },
    },
    rest: {
      issues: {
        get: () => Promise.resolve({ data: { ...at, id: 1, body: '', user: null } }),
        listComments: ({ page }: { page: number }) => Promise.resolve({ data: page === 1 ? comments : [] }),
      },
      repos: {
        getContent: () => Promise.reject(Object.assign(new Error('Not Found'), { status: 404 })),
        getCollaboratorPermissionLevel: () =>
          Promise.resolve({ data: { permission: 'read', role_name: 'read' } }),
      },
    },
  };
  const grammar = { parameters: [], options: {}, flags: [], summary: '' };
  const commands = ['write', 'read'].map((defaultRole) => ({
    grammar: { ...grammar, name: `may${defaultRole}` },
    ...{ scope: 'repository', defaultRole },
  })) as unknown as readonly Command[];
  const invocation = {
    values: {},
    comment: {
      repository: { owner: 'acme', repo: 'app' },
      issue: 1,
      comment: 30,
      createdAt: '2026-11-20T09:01:00Z',
    },
    ...{ person: { login: 'otto', id: 12 }, commands, client, services: testServices() },
  } as unknown as Invocation;
  const said = retry.run(invocation).catch((error: unknown) => (error as Error).message);
  return { calls, said };
}

it.each([
  ['/maywrite', 'This takes the role write'],
  ['Never mind.', 'There is no command in comment 10.'],
])('who may not give what stands there now reads no log: %s', async (body, refusal) => {
  const { calls, said } = retried(body);
  expect(await said).toContain(refusal);
  expect(calls).toEqual([]);
});

it('who may has it looked for', async () => {
  const { calls, said } = retried('/mayread');
  expect(await said).toContain('GitHub has no delivery of comment 10 any more');
  expect(calls).toEqual(['log']);
});
