import type { RepositoryName } from './repository-name.ts';

export interface CommitCreator {
  readonly rest: {
    readonly git: {
      readonly createCommit: (
        parameters: RepositoryName & { message: string; tree: string; parents: string[] },
      ) => Promise<{ data: { sha: string } }>;
    };
  };
}

/** The id of a new commit that no branch has yet; without `parents` it begins a history of its own. */
export async function createCommit(
  client: CommitCreator,
  repository: RepositoryName,
  commit: { message: string; tree: string; parents: readonly string[] },
): Promise<string> {
  const answer = await client.rest.git.createCommit({
    ...repository,
    ...commit,
    parents: [...commit.parents],
  });
  return answer.data.sha;
}
