import type { Repository } from '../../core/github/find-repository.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { type GitHubClient, githubStore } from '../../core/remembrancer/ledger/index.ts';
import type { TreeFile } from '../../core/spawn/index.ts';

export type FormKeeper = GitHubClient & {
  readonly rest: {
    readonly repos: {
      readonly listCommits: (
        parameters: RepositoryName & { path: string; per_page: number },
      ) => Promise<{ data: { commit: { message: string }; author: { type?: string } | null }[] }>;
    };
  };
};

const MESSAGE = 'docs: forms for the commands of VaultMesh';

/**
 * Puts issue forms on the default branch in one commit: those that were never there, and those that the app itself wrote last and that
 * are others by now. What people changed or took away stays so. One call that reads for each form. Returns the paths that it wrote:
 * none where somebody pushed meanwhile, which the next sweep makes up for.
 */
export async function keepForms(
  client: FormKeeper,
  { name, defaultBranch }: Repository,
  forms: readonly TreeFile[],
): Promise<string[]> {
  const store = githubStore(client, name, defaultBranch);
  const { head, files } = await store.read(forms.map(({ path }) => path));
  const others: TreeFile[] = [];
  for (const form of forms) {
    const present = files.get(form.path);
    const isSame = present !== undefined && Buffer.compare(present, form.content) === 0;
    if (!isSame && (await isOurs(client, name, form.path, present !== undefined))) others.push(form);
  }
  if (head === undefined || others.length === 0) return [];
  const additions = new Map(others.map(({ path, content }) => [path, content]));
  const commit = await store.commit(head, { message: MESSAGE, additions, deletions: [] });
  return commit === undefined ? [] : [...additions.keys()];
}

/** Whether the newest commit that changed the path is the app's, and for a path where nothing is, whether there is none. */
async function isOurs(
  client: FormKeeper,
  name: RepositoryName,
  path: string,
  isThere: boolean,
): Promise<boolean> {
  const { data } = await client.rest.repos.listCommits({ ...name, path, per_page: 1 });
  const [newest] = data;
  if (!isThere || newest === undefined) return !isThere && newest === undefined;
  return newest.author?.type === 'Bot' && newest.commit.message.split('\n', 1)[0] === MESSAGE;
}
