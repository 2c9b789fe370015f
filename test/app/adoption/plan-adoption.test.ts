import { expect, it } from '@jest/globals';
import { planAdoption } from '../../../app/adoption/plan-adoption.ts';
import { testConfig } from '../fixtures/started-app.ts';

const { spawnSettings: settings } = testConfig();

/** What is planned for, or said of, a part for a repository with these files. */
async function plan(repo: string, files: readonly string[], words: Readonly<Record<string, string>> = {}) {
  const client = {
    rest: {
      git: {
        getRef: () => Promise.resolve({ data: { object: { sha: 'a' } } }),
        getTree: () => Promise.resolve({ data: { tree: files.map((path) => ({ path, type: 'blob' })) } }),
      },
    },
  };
  const repository = { name: { owner: 'acme', repo }, defaultBranch: 'main' };
  const wanted = { part: 'ci', words, settings, overlay: undefined } as const;
  return planAdoption(client as never, repository, wanted).then(
    ({ added }) => added.map(({ path }) => path),
    (error: unknown) => (error as Error).message,
  );
}

it('a language that the files tell is taken, and a name that the repository has', async () => {
  expect(await plan('my-service', ['go.mod'])).toContain('.github/workflows/ci.yml');
});

it.each([
  ['My.Service', ['go.mod'], {}, 'give the service one, such as `--name my-service`.'],
  ['platform', ['go.mod'], {}, 'give the service one, such as `--name my-service`.'],
  ['my-service', ['README.md'], {}, 'tell no language. Give it, such as `--language python`.'],
  ['my-service', ['go.mod', 'Cargo.toml'], {}, 'tell go and rust. Give it, such as `--language go`.'],
])('what is missing is told with the option that gives it: %s, %j', async (repo, files, words, said) => {
  expect(await plan(repo, files, words)).toContain(said);
});

it('a name that was given and is none is told without that', async () => {
  expect(await plan('my-service', ['go.mod'], { name: 'My.Service' })).toMatch(/For example: my-service\.$/);
});
