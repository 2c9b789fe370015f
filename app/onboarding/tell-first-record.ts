import type { Clock } from '../../core/common/clock.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { recordedAs, type RecordReader } from '../decisions/ledger-records.ts';
import { onboardingOperation } from './onboarding-names.ts';
import type { MergedOnboarding } from './read-onboarding.ts';
import { finished, type OnboardingTeller, tellOnboarding } from './tell-onboarding.ts';

export type RecordTeller = OnboardingTeller & RecordReader;

/** Says on the pull request of an onboarding that its first record is on the ledger; false where it is not. */
export async function tellFirstRecord(
  client: RecordTeller,
  { name, url }: Repository,
  { number }: MergedOnboarding,
  appId: number,
  clock: Clock,
): Promise<boolean> {
  const operation = onboardingOperation(number);
  const entry = await recordedAs(client, name, operation, clock);
  if (entry === undefined) return false;
  await tellOnboarding(client, appId, name, number, finished({ operation, index: entry.index, url }));
  return true;
}
