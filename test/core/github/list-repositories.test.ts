import { describe, expect, it } from '@jest/globals';

import { listRepositories, type RepositoryLister } from '../../../core/github/list-repositories.ts';

const refused = (status: number): Promise<never> =>
  Promise.reject(Object.assign(new Error('refused'), { status }));

/** A GitHub on which `owner` is an organisation or a user of so many repositories. */
function lister(owner: string, what: 'organisation' | 'user', count: number): RepositoryLister {
  const names = Array.from({ length: count }, (_, i) => ({ name: `r${i}`, fork: i === 1 }));
  const pageOf = (name: string, { per_page, page }: { per_page: number; page: number }) =>
    name === owner
      ? Promise.resolve({ data: names.slice((page - 1) * per_page, page * per_page) })
      : refused(404);
  return {
    rest: {
      repos: {
        listForOrg: ({ org, ...page }) => pageOf(what === 'organisation' ? org : '', page),
        listForUser: ({ username, ...page }) => pageOf(what === 'user' ? username : '', page),
      },
    },
  };
}

describe('the repositories of an owner', () => {
  it.each([0, 99, 100, 201])('are all there: %i', async (count) => {
    const listed = await listRepositories(lister('acme', 'organisation', count), 'acme');
    expect(listed?.map(({ name }) => name.repo)).toEqual(Array.from({ length: count }, (_, i) => `r${i}`));
  });

  it('are those of a user where there is no such organisation', async () => {
    expect(await listRepositories(lister('ada', 'user', 2), 'ada')).toEqual([
      { name: { owner: 'ada', repo: 'r0' }, isFork: false },
      { name: { owner: 'ada', repo: 'r1' }, isFork: true },
    ]);
  });

  it('are undefined of nobody, and an error where GitHub refuses', async () => {
    expect(await listRepositories(lister('acme', 'user', 1), 'nobody')).toBeUndefined();
    const down: RepositoryLister = {
      rest: { repos: { listForOrg: () => refused(500), listForUser: () => refused(500) } },
    };
    await expect(listRepositories(down, 'acme')).rejects.toMatchObject({ status: 500 });
  });
});
