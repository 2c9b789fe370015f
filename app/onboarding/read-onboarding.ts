import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';
import { ONBOARDING_BRANCH } from './onboarding-names.ts';

export interface OnboardingReader {
  readonly rest: {
    readonly apps: {
      /** As the app itself, also with the client of an installation. */
      readonly getAuthenticated: () => Promise<{ data: { slug?: string } | null }>;
    };
    readonly pulls: {
      readonly get: (parameters: RepositoryName & { pull_number: number }) => Promise<{
        data: {
          readonly number: number;
          readonly html_url: string;
          readonly merge_commit_sha: string | null;
          readonly merged_at: string | null;
          readonly user: { readonly type: string; readonly login: string } | null;
          readonly head: { readonly ref: string; readonly repo: { readonly full_name: string } | null };
          readonly base: { readonly ref: string; readonly repo: { readonly full_name: string } };
        };
      }>;
    };
  };
}

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
  const { apps, pulls } = client.rest;
  const pull = (await found(pulls.get({ ...repository, pull_number: number })))?.data;
  if (!pull?.merged_at || pull.merge_commit_sha === null || pull.user?.type !== 'Bot') return undefined;
  const { head, base } = pull;
  if (head.ref !== ONBOARDING_BRANCH || head.repo?.full_name !== base.repo.full_name) return undefined;
  if (base.ref !== defaultBranch) return undefined;
  const { data: app } = await apps.getAuthenticated();
  if (app?.slug === undefined || pull.user.login !== `${app.slug}[bot]`) return undefined;
  return { number, url: pull.html_url, mergeCommit: pull.merge_commit_sha, mergedAt: pull.merged_at };
}
