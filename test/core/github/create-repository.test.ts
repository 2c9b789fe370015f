import { expect, it } from '@jest/globals';
import { createRepository, type RepositoryCreator } from '../../../core/github/create-repository.ts';

/** What GitHub is asked for, and what it then says of the repository. */
async function made(visibility: 'private' | 'internal' | 'public') {
  const asked: Parameters<RepositoryCreator['rest']['repos']['createInOrg']>[0][] = [];
  const client: RepositoryCreator = {
    rest: {
      repos: {
        createInOrg: (parameters) => {
          asked.push(parameters);
          const { description, private: isPrivate } = parameters;
          const shown = { private: isPrivate, visibility };
          return Promise.resolve({
            data: { node_id: 'R_1', default_branch: 'main', html_url: '', description, ...shown },
          });
        },
      },
    },
  };
  const name = { owner: 'acme', repo: 'my-service' };
  const repository = await createRepository(client, name, { description: 'Says hello', visibility });
  return { asked: asked[0], visibility: repository.visibility };
}

it.each(['private', 'public'] as const)('makes a %s repository', async (visibility) => {
  const { asked, visibility: got } = await made(visibility);
  expect(asked).toMatchObject({ org: 'acme', name: 'my-service', private: visibility === 'private' });
  expect(asked).not.toHaveProperty('visibility');
  expect(got).toBe(visibility);
});

it('makes one that everybody of the enterprise sees, by the name that GitHub has for it', async () => {
  const { asked, visibility } = await made('internal');
  expect(asked).toMatchObject({ private: true, visibility: 'internal' });
  expect(visibility).toBe('internal');
});
