import { describe, expect, it } from '@jest/globals';
import { proposedHere } from '../../../app/decisions/proposed-here.ts';

const FILE = 'docs/adr/use-mysql.md';
const TEXT = '---\nstatus: proposed\n---\n\n# Use MySQL\n';
const repository = {
  id: 'R_1',
  name: { owner: 'acme', repo: 'my-service' },
  defaultBranch: 'main',
  description: '',
  url: '',
  visibility: 'private' as const,
};
const order = { issue: 2, references: ['use-mysql'], clock: () => new Date('2026-11-20T09:30:00Z') };

interface Pull {
  state?: string;
  ref?: string;
  repo?: string | null;
  files?: string[];
}

/** GitHub with the decision at the head of one pull request, and no ledger. */
function github({ state = 'open', ref = 'feature', repo = 'acme/my-service', files = [FILE] }: Pull) {
  const head = { ref, sha: 'abc', repo: repo === null ? null : { full_name: repo } };
  const blob = { oid: '443bb08f8d7a02475cf65ecfbc711424e76c6ed2', text: TEXT, isTruncated: false };
  return {
    rest: {
      pulls: {
        get: () => Promise.resolve({ data: { state, head } }),
        listFiles: () => Promise.resolve({ data: files.map((filename) => ({ filename, status: 'added' })) }),
      },
      repos: {
        getContent: ({ path }: { path: string }) =>
          path === '.github/vaultmesh.yml'
            ? Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }))
            : Promise.resolve({ data: [{ name: 'adr', type: 'dir', sha: 'tree' }] }),
      },
      git: {
        getTree: () =>
          Promise.resolve({
            data: { tree: [{ path: 'use-mysql.md', mode: '100644', type: 'blob', sha: 'b' }] },
          }),
        getBlob: () => Promise.resolve({ data: { content: '' } }),
      },
    },
    graphql: <T>(query: string): Promise<T> =>
      Promise.resolve({
        repository: query.includes('ref(') ? { ref: null } : { object: { oid: 'abc', f0: { object: blob } } },
      } as T),
    request: () => Promise.resolve({ data: { content: Buffer.from(TEXT).toString('base64') }, status: 200 }),
  };
}

describe('a decision that is named on a pull request', () => {
  it('which brings it, is changed on its branch', async () => {
    expect(await proposedHere(github({}), repository, 'docs/adr', order)).toMatchObject({
      branch: 'feature',
      head: 'abc',
    });
  });

  it('is known too where decisions are anywhere in the repository', async () => {
    const files = ['use-mysql.md'];
    expect(await proposedHere(github({ files }), repository, '.', order)).toMatchObject({
      branch: 'feature',
      known: { files: [{ path: 'use-mysql.md' }] },
    });
  });

  it.each([
    ['which brings others', { files: ['docs/adr/other.md'] }],
    ['which brings none', { files: ['README.md'] }],
    ['which is closed', { state: 'closed' }],
    ['from the default branch, where changes are reviewed', { ref: 'main' }],
  ])('%s, is changed by a pull request of its own', async (_, pull) => {
    expect(await proposedHere(github(pull), repository, 'docs/adr', order)).toBeUndefined();
  });

  it.each([['stranger/my-service'], [null]])('from the repository %s, is its author’s', async (repo) => {
    await expect(proposedHere(github({ repo }), repository, 'docs/adr', order)).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('in another repository'),
    });
  });
});
