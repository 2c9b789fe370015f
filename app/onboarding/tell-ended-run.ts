import type { Clock } from '../../core/common/clock.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import type { EndedRun } from '../recording/ended-run.ts';
import { numberOfOnboarding } from './onboarding-names.ts';
import { type OnboardingReader, readOnboarding } from './read-onboarding.ts';
import { type RecordTeller, tellFirstRecord } from './tell-first-record.ts';
import { failed, tellOnboarding } from './tell-onboarding.ts';

export type EndedRunTeller = OnboardingReader & RecordTeller & RepositoryFinder;

/**
 * Says on the pull request of an onboarding what became of its first record, where a run was for that. By the ledger and not by the run:
 * who may start the workflow can have any run succeed under that name.
 */
export async function tellEndedRun(
  client: EndedRunTeller,
  { repository: name, operation, conclusion, url }: EndedRun,
  appId: number,
  clock: Clock,
): Promise<void> {
  const number = numberOfOnboarding(operation);
  const repository = number === undefined ? undefined : await findRepository(client, name);
  if (number === undefined || repository === undefined) return;
  const merged = await readOnboarding(client, name, number, repository.defaultBranch);
  if (merged === undefined || (await tellFirstRecord(client, repository, merged, appId, clock))) return;
  await tellOnboarding(client, appId, name, number, failed(conclusion, url));
}
