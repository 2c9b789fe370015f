import type { RepositoryName } from '../../core/github/repository-name.ts';
import { everyItem } from '../github/every-item.ts';
import type { PullRequestAnswer } from './checked-pull-request.ts';

export interface PullRequestCommitLister {
  readonly rest: {
    readonly pulls: {
      readonly listCommits: (
        parameters: RepositoryName & { pull_number: number; per_page: number; page: number },
      ) => Promise<{ data: { commit: { message: string } }[] }>;
    };
  };
}

/** What its author says of a pull request: title, text and messages of commits, of which GitHub lists 250. Not to be trusted. */
export async function pullRequestTexts(
  client: PullRequestCommitLister,
  repository: RepositoryName,
  { number, title, body }: Pick<PullRequestAnswer, 'number' | 'title' | 'body'>,
): Promise<string[]> {
  const { listCommits } = client.rest.pulls;
  const texts = [title, ...(body === null ? [] : [body])];
  for await (const { commit } of everyItem((page) =>
    listCommits({ ...repository, pull_number: number, ...page }),
  )) {
    texts.push(commit.message);
  }
  return texts;
}
