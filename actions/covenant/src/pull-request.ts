import type { GitHubClient } from '../../../core/remembrancer/ledger/index.ts';
import type { ReviewComment } from './review-comment.ts';

/** What is asked of a pull request, and said to it. Each rejects as the client does. */
export interface PullRequest {
  /** Its newest commit. */
  head(): Promise<string>;
  /** The patches of the files that it changes, by path; without those of which GitHub shows none, as of binary files. */
  patches(): Promise<ReadonlyMap<string, string>>;
  /** The comments that reviews have on its lines and that were written as the one whom the token is for. */
  ownComments(): Promise<readonly string[]>;
  /** Says all of it at the commit `head`, or nothing. */
  review(head: string, body: string, comments: readonly ReviewComment[]): Promise<void>;
}

const PER_PAGE = 100;
/** GitHub lists no more than 3,000 files of a pull request; of its comments 10,000 are enough to look at. */
const MOST_PAGES = { files: 30, comments: 100 } as const;

/** The members that are read of a file of a pull request. */
interface ChangedFile {
  readonly filename: string;
  readonly patch?: string;
}

/** The members that are read of a comment; its author is `null` when the account is gone. */
interface Comment {
  readonly user: { readonly login: string } | null;
  readonly body: string;
}

/** The pull request `number` of a repository. */
export function pullRequest(
  client: GitHubClient,
  repository: { readonly owner: string; readonly repo: string },
  number: number,
): PullRequest {
  const place = { ...repository, number };
  async function* list(what: keyof typeof MOST_PAGES): AsyncGenerator {
    for (let page = 1; page <= MOST_PAGES[what]; page += 1) {
      const paged = { ...place, per_page: PER_PAGE, page };
      const { data } = await client.request(`GET /repos/{owner}/{repo}/pulls/{number}/${what}`, paged);
      const items = data as readonly unknown[];
      yield* items;
      if (items.length < PER_PAGE) return;
    }
  }
  return {
    head: async () => {
      const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{number}', place);
      return (data as { readonly head: { readonly sha: string } }).head.sha;
    },
    patches: async () => {
      const patches = new Map<string, string>();
      for await (const file of list('files')) {
        const { filename, patch } = file as ChangedFile;
        if (patch !== undefined) patches.set(filename, patch);
      }
      return patches;
    },
    ownComments: async () => {
      const own: string[] = [];
      const login = await loginOf(client);
      for await (const comment of list('comments')) {
        const { user, body } = comment as Comment;
        if (user?.login === login) own.push(body);
      }
      return own;
    },
    review: async (head, body, comments) => {
      const said = { ...place, event: 'COMMENT', commit_id: head, body, comments };
      await client.request('POST /repos/{owner}/{repo}/pulls/{number}/reviews', said);
    },
  };
}

/**
 * Who writes with the token, such as `github-actions[bot]`. GraphQL tells it of every token, REST not of that of a job.
 * That the author is some bot would not do: another bot may quote, and a token can be a person's.
 */
async function loginOf(client: Pick<GitHubClient, 'graphql'>): Promise<string> {
  const { viewer } = await client.graphql<{ viewer: { login: string } }>('query { viewer { login } }', {});
  return viewer.login;
}
