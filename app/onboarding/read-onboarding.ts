import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';
import type { PullRequest } from '../github/open-pull-request.ts';
import { ONBOARDING_BRANCH } from './onboarding-names.ts';

interface PullRequestAnswer {
  readonly number: number;
  readonly html_url: string;
  readonly merge_commit_sha: string | null;
  readonly merged_at: string | null;
  readonly user: { readonly type: string; readonly login: string } | null;
  readonly head: { readonly ref: string; readonly repo: { readonly full_name: string } | null };
  readonly base: { readonly ref: string; readonly repo: { readonly full_name: string } };
}

interface AppReader {
  readonly rest: {
    readonly apps: {
      /** As the app itself, also with the client of an installation. */
      readonly getAuthenticated: () => Promise<{ data: { slug?: string } | null }>;
    };
  };
}

export type OnboardingReader = AppReader & {
  readonly rest: {
    readonly pulls: {
      readonly get: (
        parameters: RepositoryName & { pull_number: number },
      ) => Promise<{ data: PullRequestAnswer }>;
    };
  };
};

export type OpenOnboardingFinder = AppReader & {
  readonly rest: {
    readonly pulls: {
      readonly list: (
        parameters: RepositoryName & { state: 'open'; head: string; base: string; per_page: number },
      ) => Promise<{ data: PullRequestAnswer[] }>;
    };
  };
};

/** A pull request by which the app proposed that a repository keeps records, and which was merged. */
export interface MergedOnboarding {
  readonly number: number;
  readonly url: string;
  readonly mergeCommit: string;
  /** RFC 3339 */
  readonly mergedAt: string;
}

/**
 * The merged onboarding with this number; `undefined` for any other pull request. That the app itself opened it counts, and not what
 * its branch is called: whoever may push can open one from a branch of that name, and nobody has agreed to those.
 */
export async function readOnboarding(
  client: OnboardingReader,
  repository: RepositoryName,
  number: number,
  defaultBranch: string,
): Promise<MergedOnboarding | undefined> {
  const pull = (await found(client.rest.pulls.get({ ...repository, pull_number: number })))?.data;
  if (!pull?.merged_at || pull.merge_commit_sha === null) return undefined;
  if (!(await isOfApp(client, pull, defaultBranch))) return undefined;
  return { number, url: pull.html_url, mergeCommit: pull.merge_commit_sha, mergedAt: pull.merged_at };
}

/** The pull request of the app that asks a repository whether it wants to keep records, while it is open. */
export async function openOnboarding(
  client: OpenOnboardingFinder,
  repository: RepositoryName,
  defaultBranch: string,
): Promise<PullRequest | undefined> {
  const head = `${repository.owner}:${ONBOARDING_BRANCH}`;
  const order = { state: 'open', head, base: defaultBranch, per_page: 1 } as const;
  const [pull] = (await client.rest.pulls.list({ ...repository, ...order })).data;
  return pull && (await isOfApp(client, pull, defaultBranch))
    ? { number: pull.number, url: pull.html_url }
    : undefined;
}

async function isOfApp(
  { rest: { apps } }: AppReader,
  { user, head, base }: PullRequestAnswer,
  defaultBranch: string,
): Promise<boolean> {
  if (user?.type !== 'Bot' || base.ref !== defaultBranch) return false;
  if (head.ref !== ONBOARDING_BRANCH || head.repo?.full_name !== base.repo.full_name) return false;
  const { data: app } = await apps.getAuthenticated();
  return app?.slug !== undefined && user.login === `${app.slug}[bot]`;
}
