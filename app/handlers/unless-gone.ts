import type { Context } from 'probot';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { hasStatus } from '../../core/github/status.ts';

/** What a handler was given: as far as it tells which repository that is about. */
interface AboutRepository {
  readonly payload: {
    readonly repository?: { readonly name: string; readonly owner: { readonly login: string } | null };
  };
  readonly octokit: RepositoryFinder;
  readonly log: Pick<Context['log'], 'info'>;
}

/**
 * Resolves as `work` does, and also where it found nothing since the repository was deleted meanwhile, or the app is installed there
 * no more: another attempt would find no more. Rejects where the repository is there.
 */
export async function unlessGone(
  { payload: { repository }, octokit, log }: AboutRepository,
  work: Promise<void>,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!repository?.owner || !isNotFound(error)) throw error;
    const name = { owner: repository.owner.login, repo: repository.name };
    if ((await findRepository(octokit, name)) !== undefined) throw error;
    log.info(`Nothing is left to do: ${fullName(name)} is gone, or the app is not installed there any more`);
  }
}

/** GitHub's answer 404, by itself or underneath. */
const isNotFound = (error: unknown): boolean =>
  hasStatus(error, 404) || (error instanceof Error && error.cause !== undefined && isNotFound(error.cause));
