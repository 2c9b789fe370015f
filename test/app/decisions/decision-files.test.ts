import { expect, it, jest } from '@jest/globals';
import { decisionFiles } from '../../../app/decisions/decision-files.ts';

const grace = { login: 'grace', type: 'User' };
const closed = {
  repository: { owner: 'acme', repo: 'app' },
  number: 2,
  url: '',
  defaultBranch: 'main',
  closedAt: '2026-11-20T09:00:00Z',
  head: 'a',
  mergeCommit: 'b',
  closer: grace,
};

/** What is to be recorded of a merge of these files, and what is logged. */
async function merged(paths: string[], config = '') {
  const files = paths.map((filename) => ({ filename, status: 'added' }));
  const client = {
    rest: {
      pulls: {
        listFiles: ({ page, per_page }: { page: number; per_page: number }) =>
          Promise.resolve({ data: files.slice((page - 1) * per_page, page * per_page) }),
      },
      repos: {
        getContent: () => Promise.resolve({ data: { content: Buffer.from(config).toString('base64') } }),
      },
    },
  };
  const warn = jest.fn<(about: object, text: string) => void>();
  const { files: found } = await decisionFiles(client, closed, { warn } as never);
  return { paths: found.map(({ filename }) => filename), warned: warn.mock.calls };
}

it('tells what is beyond the fifty decisions of a merge that are recorded', async () => {
  const paths = Array.from({ length: 55 }, (_, n) => `docs/adr/${n}.md`);
  const { paths: found, warned } = await merged(paths);
  expect(found).toEqual(paths.slice(0, 50));
  expect(warned).toEqual([
    [
      { repository: 'acme/app', number: 2, path: 'docs/adr/50.md', left: 5 },
      expect.stringContaining('/record decision'),
    ],
  ]);
});

it('tells that the configuration cannot be read, and takes it for none no more than the commands do', async () => {
  const { paths, warned } = await merged(['docs/adr/a.md'], 'covenant: [');
  expect(paths).toEqual([]);
  expect(warned).toEqual([
    [expect.anything(), expect.stringContaining('.github/vaultmesh.yml cannot be used')],
  ]);
});

it('tells of a decision whose folder would be read as something else, and nothing of what is no decision', async () => {
  const config = 'covenant: { decisions: "our [decisions]/" }';
  const paths = ['our [decisions]/a.md', 'our [decisions]/README.md', 'docs/adr/a.md', 'a.txt'];
  const { paths: found, warned } = await merged(paths, config);
  expect(found).toEqual([]);
  expect(warned.map(([about]) => about)).toEqual([
    { repository: 'acme/app', number: 2, path: 'our [decisions]/a.md' },
  ]);
});
