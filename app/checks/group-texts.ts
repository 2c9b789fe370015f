import { found } from '../../core/github/status.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { PullRequestGetter } from './checked-pull-request.ts';
import type { MergeTrial } from './merge-trial.ts';

export interface GroupReader extends PullRequestGetter {
  readonly rest: PullRequestGetter['rest'] & {
    readonly repos: {
      readonly compareCommitsWithBasehead: (
        parameters: RepositoryName & { basehead: string; per_page: number; page: number },
      ) => Promise<{ data: { commits: { commit: { message: string } }[] } }>;
    };
  };
}

const PER_PAGE = 100;
/** As many as GitHub lists of a pull request, rounded up to pages. */
const MOST_PAGES = 3;

/** The pull request of which a queue has made the branch of a group: `refs/heads/gh-readonly-queue/main/pr-104-…`. */
export function numberOfGroup(ref: string): number | undefined {
  const number = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,10})-[0-9a-f]{40,64}$/u.exec(ref)?.[1];
  return number === undefined ? undefined : Number(number);
}

/**
 * What the authors of a merge group say of it: the messages of its commits, and title and text of its pull request, which a
 * decision may be named in and no message has. Not to be trusted.
 */
export async function groupTexts(
  client: GroupReader,
  repository: RepositoryName,
  { base, commit }: MergeTrial,
  number: number | undefined,
): Promise<string[]> {
  const { pulls, repos } = client.rest;
  const pull =
    number === undefined ? undefined : await found(pulls.get({ ...repository, pull_number: number }));
  const texts = pull === undefined ? [] : [pull.data.title, pull.data.body ?? ''];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const asked = { ...repository, basehead: `${base}...${commit}`, per_page: PER_PAGE, page };
    const { commits } = (await repos.compareCommitsWithBasehead(asked)).data;
    texts.push(...commits.map(({ commit: { message } }) => message));
    if (commits.length < PER_PAGE) break;
  }
  return texts;
}
