import type { Commit } from '../git/read-commit.ts';
import { readCommit } from '../git/read-commit.ts';
import type { Repository } from '../state/repository.ts';
import type { Schema } from './schema.ts';

/** The commit as check suites and workflow runs carry it. */
export function renderSimpleCommit(commit: Commit): Schema<'simple-commit'> {
  const { author, committer } = commit;
  return {
    id: commit.oid,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: author.date,
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

/** The same, of a commit that must be there. */
export async function simpleCommit(repository: Repository, oid: string): Promise<Schema<'simple-commit'>> {
  const commit = await readCommit(repository.gitDirectory, oid);
  if (commit === undefined) throw new Error(`Commit ${oid} is not in ${repository.name}.`);
  return renderSimpleCommit(commit);
}
