import { describe, expect, it } from '@jest/globals';
import { keepForms } from '../../../app/onboarding/keep-forms.ts';
import { fromUtf8, utf8 } from '../../../core/common/bytes.ts';
import { githubStore } from '../../../core/remembrancer/ledger/index.ts';
import { fakeGitHub } from '../../core/remembrancer/ledger/store/fake-github.ts';

const NAME = { owner: 'acme', repo: 'platform' };
const REPOSITORY = {
  ...{ id: 'R_1', name: NAME, defaultBranch: 'main', description: '', url: '' },
  visibility: 'private' as const,
};
const OURS = { commit: { message: 'docs: forms for the commands of VaultMesh' }, author: { type: 'Bot' } };
const THEIRS = { commit: { message: 'docs: better words' }, author: { type: 'User' } };
const form = (path: string, text: string) => ({ path, mode: '100644' as const, content: utf8(text) });

/** A repository with these files, and the newest commit that changed each path that there ever was. */
async function repositoryWith(
  files: Readonly<Record<string, string>>,
  newest: Readonly<Record<string, typeof OURS>>,
) {
  const github = fakeGitHub();
  const store = githubStore(github, NAME, 'main');
  const additions = new Map(
    Object.entries({ README: 'x', ...files }).map(([path, text]) => [path, utf8(text)]),
  );
  await store.commit(undefined, { message: 'x', additions, deletions: [] });
  const listCommits = ({ path }: { path: string }) =>
    Promise.resolve({ data: newest[path] === undefined ? [] : [newest[path]] });
  const client = { ...github, rest: { repos: { listCommits } } };
  const text = async (path: string) => {
    const content = (await store.read([path])).files.get(path);
    return content && fromUtf8(content);
  };
  return { keep: (...forms: ReturnType<typeof form>[]) => keepForms(client, REPOSITORY, forms), text };
}

describe('a form', () => {
  it('that was never there is written, once', async () => {
    const { keep, text } = await repositoryWith({}, {});
    expect(await keep(form('a.yml', 'new'))).toEqual(['a.yml']);
    expect(await text('a.yml')).toBe('new');
    expect(await keep(form('a.yml', 'new'))).toEqual([]);
  });

  it('that the app wrote last is brought up to date', async () => {
    const { keep, text } = await repositoryWith({ 'a.yml': 'old' }, { 'a.yml': OURS });
    expect(await keep(form('a.yml', 'new'))).toEqual(['a.yml']);
    expect(await text('a.yml')).toBe('new');
  });

  it('that people changed stays as it is, whatever they say', async () => {
    const said = { ...OURS, author: { type: 'User' } };
    const { keep, text } = await repositoryWith(
      { 'a.yml': 'a', 'b.yml': 'b' },
      { 'a.yml': THEIRS, 'b.yml': said },
    );
    expect(await keep(form('a.yml', 'new'), form('b.yml', 'new'))).toEqual([]);
    expect([await text('a.yml'), await text('b.yml')]).toEqual(['a', 'b']);
  });

  it('that people took away does not come back', async () => {
    const { keep, text } = await repositoryWith({}, { 'a.yml': THEIRS });
    expect(await keep(form('a.yml', 'new'))).toEqual([]);
    expect(await text('a.yml')).toBeUndefined();
  });
});
