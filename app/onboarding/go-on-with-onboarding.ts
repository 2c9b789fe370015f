import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { Services } from '../services.ts';
import { finishOnboarding, type OnboardingFinisher } from './finish-onboarding.ts';
import { type OnboardingReader, readOnboarding } from './read-onboarding.ts';

/**
 * Finishes the onboarding with this number, as far as it was merged; false for any other pull request, and for an issue. Belongs
 * into the turn of the repository.
 *
 * @param since a run of the workflow that began before is not waited for, RFC 3339; by default from the merge on
 */
export async function goOnWithOnboarding(
  client: OnboardingFinisher & OnboardingReader & RepositoryFinder,
  name: RepositoryName,
  number: number,
  services: Services,
  since?: string,
): Promise<boolean> {
  const repository = await findRepository(client, name);
  const merged = repository && (await readOnboarding(client, name, number, repository.defaultBranch));
  if (!repository || !merged) return false;
  await finishOnboarding(client, repository, merged, services, since);
  return true;
}
