import { expect, it } from '@jest/globals';
import { begunRequest, type BegunReader } from '../../../app/spawn/begun-request.ts';
import { markedDescription, withTrailer } from '../../../app/spawn/request-key.ts';
import {
  MANIFEST_PATH,
  parseSpawnRequest,
  renderService,
  type SpawnRequest,
} from '../../../core/spawn/index.ts';

const NAME = { owner: 'acme', repo: 'my-service' };
const KEY = '0123456789abcdef0123456789abcdef';
const OTHER = 'f'.repeat(32);
const asked = parseSpawnRequest({ name: 'my-service', owner: 'acme', language: 'go', description: 'Mine.' });

interface Held {
  description: string;
  commits?: string[];
  request?: SpawnRequest;
}

/** An organisation that has the repository, with the manifest of `request` in it, or has it not. */
function organisation(held?: Held): BegunReader {
  const missing = () => Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }));
  const manifest = renderService(held?.request ?? asked, {}).find(({ path }) => path === MANIFEST_PATH);
  const repository = { node_id: 'R_1', default_branch: 'main', html_url: '', private: true };
  return {
    rest: {
      repos: {
        get: () =>
          held ? Promise.resolve({ data: { ...repository, description: held.description } }) : missing(),
        listCommits: () =>
          Promise.resolve({
            data: (held?.commits ?? []).map((message, at) => ({
              sha: `commit ${at}`,
              commit: { message, tree: { sha: 'tree' } },
              parents: [],
            })),
          }),
        getContent: ({ path, ref }) =>
          path === MANIFEST_PATH && ref === 'commit 1'
            ? Promise.resolve({
                data: { content: Buffer.from(manifest?.content ?? []).toString('base64') },
              })
            : missing(),
      },
    },
  };
}

const commits = ['fix: x', withTrailer('feat: spawn', KEY), 'Initial commit'];

it('is what the manifest of the files says that the same command committed', async () => {
  const client = organisation({ description: 'changed since', commits });
  expect(await begunRequest(client, NAME, KEY)).toEqual(asked);
});

it('is of that repository, whatever somebody wrote into its manifest', async () => {
  const request = { ...asked, owner: 'other', name: 'their-service' };
  const client = organisation({ description: '', commits, request });
  expect(await begunRequest(client, NAME, KEY)).toMatchObject({ owner: 'acme', name: 'my-service' });
});

it('is what that commit says, and no later one that repeats its trailer', async () => {
  const copied = [withTrailer('feat: of somebody', KEY), withTrailer('feat: spawn', KEY), 'Initial commit'];
  expect(await begunRequest(organisation({ description: '', commits: copied }), NAME, KEY)).toEqual(asked);
});

it.each([
  ['that is not there', undefined],
  ['of somebody', { description: 'ours', commits: ['Initial commit'] }],
  ['of another command', { description: markedDescription('x', OTHER), commits: [withTrailer('x', OTHER)] }],
])('is none in a repository %s', async (_, held) => {
  expect(await begunRequest(organisation(held), NAME, KEY)).toBeUndefined();
});

it('says what to do with a repository that was made and has none of its files', async () => {
  const client = organisation({ description: markedDescription('x', KEY), commits: ['Initial commit'] });
  await expect(begunRequest(client, NAME, KEY)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(
      /acme\/my-service .* Delete the repository if nothing in it is needed, and plan again\.$/,
    ),
  });
});
