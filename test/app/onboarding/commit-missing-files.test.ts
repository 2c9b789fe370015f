import { expect, it } from '@jest/globals';
import { commitMissingFiles } from '../../../app/onboarding/commit-missing-files.ts';
import { fromUtf8, utf8 } from '../../../core/common/bytes.ts';
import { githubStore } from '../../../core/remembrancer/ledger/index.ts';
import { fakeGitHub } from '../../core/remembrancer/ledger/store/fake-github.ts';

const name = { owner: 'acme', repo: 'platform' };
const repository = {
  id: 'R_1',
  name,
  defaultBranch: 'main',
  description: '',
  url: '',
  visibility: 'private' as const,
};
const file = (path: string) => ({ path, mode: '100644' as const, content: utf8(`ours: ${path}\n`) });

it('writes what is not there, and leaves what people have written', async () => {
  const github = fakeGitHub();
  const store = githubStore(github, name, 'main');
  const theirs = new Map([['b.yml', utf8('theirs\n')]]);
  await store.commit(undefined, { message: 'x', additions: theirs, deletions: [] });
  expect(await commitMissingFiles(github, repository, [file('a.yml'), file('b.yml')])).toEqual(['a.yml']);
  const { files, head } = await store.read(['a.yml', 'b.yml']);
  expect(fromUtf8(files.get('a.yml')!)).toBe('ours: a.yml\n');
  expect(fromUtf8(files.get('b.yml')!)).toBe('theirs\n');

  expect(await commitMissingFiles(github, repository, [file('a.yml'), file('b.yml')])).toEqual([]);
  expect((await store.read([])).head).toBe(head);
});

it('says what to do with an empty repository', async () => {
  await expect(commitMissingFiles(fakeGitHub(), repository, [file('a.yml')])).rejects.toMatchObject({
    code: 'incomplete',
    message: 'acme/platform is empty. Give it a first commit.',
  });
});
