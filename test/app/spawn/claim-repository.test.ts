import { expect, it } from '@jest/globals';
import { claimRepository, isClaimed, type RepositoryClaimer } from '../../../app/spawn/claim-repository.ts';
import { markedDescription, withTrailer } from '../../../app/spawn/request-key.ts';

const NAME = { owner: 'acme', repo: 'my-service' };
const KEY = '0123456789abcdef0123456789abcdef';
const order = { key: KEY, description: 'Says hello', visibility: 'private' } as const;

interface Held {
  description: string | null;
  commits?: string[];
}

/** An organisation that has the repository or not; `rival` makes it just before us. */
function organisation(held: Held | undefined, rival?: Held) {
  const state = { held, created: 0 };
  const refuse = (status: number) => Promise.reject(Object.assign(new Error('refused'), { status }));
  const answer = ({ description }: Held) => ({
    data: {
      node_id: 'R_1',
      default_branch: 'main',
      html_url: 'https://github.com/acme/my-service',
      private: true,
      description,
    },
  });
  const client = {
    rest: {
      repos: {
        get: () => (state.held ? Promise.resolve(answer(state.held)) : refuse(404)),
        createInOrg: ({ description }: { description: string }) => {
          if (rival) {
            state.held = rival;
            return refuse(422);
          }
          state.created++;
          state.held = { description };
          return Promise.resolve(answer(state.held));
        },
        listCommits: () =>
          Promise.resolve({
            data: (state.held?.commits ?? []).map((message) => ({
              sha: 'a',
              commit: { message, tree: { sha: 'b' } },
              parents: [],
            })),
          }),
      },
    },
  } satisfies RepositoryClaimer;
  return { client, state };
}

it('makes a repository once for one request', async () => {
  const { client, state } = organisation(undefined);
  await claimRepository(client, NAME, order);
  expect(await claimRepository(client, NAME, order)).toMatchObject({ name: NAME, visibility: 'private' });
  expect(state.created).toBe(1);
  expect(state.held?.description).toBe(`Says hello [VaultMesh request ${KEY}]`);
});

it('knows its own repository by its commit when people have written another description', async () => {
  const { client } = organisation({
    description: null,
    commits: ['fix: x', withTrailer('feat: spawn', KEY)],
  });
  expect(await claimRepository(client, NAME, order)).toMatchObject({ name: NAME });
});

it.each([
  ['of somebody', { description: 'ours' }],
  [
    'of another request',
    { description: markedDescription('x', 'f'.repeat(32)), commits: [withTrailer('x', 'f'.repeat(32))] },
  ],
])('refuses a repository %s', async (_, held) => {
  const { client, state } = organisation(held);
  await expect(claimRepository(client, NAME, order)).rejects.toMatchObject({ code: 'conflict' });
  expect(state.created).toBe(0);
});

it('refuses the repository of a request that was faster', async () => {
  const { client } = organisation(undefined, { description: markedDescription('x', 'f'.repeat(32)) });
  await expect(claimRepository(client, NAME, order)).rejects.toMatchObject({ code: 'conflict' });
});

it('refuses a name that is taken by a repository which the app may not see', async () => {
  const { client } = organisation(undefined);
  const message = 'Repository creation failed. - [{"message":"name already exists on this account"}]';
  client.rest.repos.createInOrg = () => Promise.reject(Object.assign(new Error(message), { status: 422 }));
  const refusal = await claimRepository(client, NAME, order).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('Choose another name'),
  });
  // With a cause it would not be an answer for the commenter but a failure to repeat.
  expect(refusal).not.toHaveProperty('cause');
});

it('tells what else GitHub has against a repository', async () => {
  const { client } = organisation(undefined);
  const message = 'Validation Failed: visibility is not allowed';
  client.rest.repos.createInOrg = () => Promise.reject(Object.assign(new Error(message), { status: 422 }));
  await expect(claimRepository(client, NAME, order)).rejects.toThrow(message);
});

it('takes the repository that it made itself when the answer was lost', async () => {
  const { client } = organisation(undefined, { description: markedDescription('x', KEY) });
  expect(await claimRepository(client, NAME, order)).toMatchObject({ name: NAME });
});

it.each([
  ['by its description', { description: markedDescription('x', KEY) }, true],
  ['by its commit', { description: null, commits: [withTrailer('feat: spawn', KEY)] }, true],
  ['not by another mark', { description: markedDescription('x', 'f'.repeat(32)) }, false],
  ['not where there is none', undefined, false],
])('knows whether a repository was made for the request: %s', async (_, held, isOurs) => {
  expect(await isClaimed(organisation(held).client, NAME, KEY)).toBe(isOurs);
});
