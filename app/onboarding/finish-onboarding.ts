import type { Repository } from '../../core/github/find-repository.ts';
import { adoptLedger, type LedgerAdopter } from '../adoption/adopt-ledger.ts';
import { isRepeated } from '../deliveries/attempt.ts';
import { describeFailure } from '../describe-failure.ts';
import { listChangedFiles, type PullRequestFileLister } from '../github/list-changed-files.ts';
import { beginRecord, type RecordStarter } from '../recording/start-record.ts';
import type { Services } from '../services.ts';
import { firstRecord } from './first-record.ts';
import type { MergedOnboarding } from './read-onboarding.ts';
import { type RecordTeller, tellFirstRecord } from './tell-first-record.ts';
import { BEGUN, recording, stopped, tellOnboarding } from './tell-onboarding.ts';

export type OnboardingFinisher = LedgerAdopter & PullRequestFileLister & RecordStarter & RecordTeller;

/**
 * Does what a merged onboarding asks for: makes the ledger with its key and protection, and has the workflow write a first record,
 * which shows that it works. What is there stays. The app's comment on the pull request says how far it is; where it stops,
 * and no other attempt follows, that too. Belongs into the turn of the repository.
 *
 * @param since a run of the workflow that began before is not waited for, RFC 3339
 */
export async function finishOnboarding(
  client: OnboardingFinisher,
  repository: Repository,
  merged: MergedOnboarding,
  services: Services,
  since = merged.mergedAt,
): Promise<void> {
  const { config, clock } = services;
  const { name } = repository;
  const { number } = merged;
  const say = (text: string) => tellOnboarding(client, config.appId, name, number, text);
  try {
    if (await tellFirstRecord(client, repository, merged, config.appId, clock)) return;
    await say(BEGUN);
    const ledger = await adoptLedger(client, repository, services);
    const record = firstRecord(name, merged, await listChangedFiles(client, name, number));
    const begun = await beginRecord(client, repository, record, since, clock);
    if ('run' in begun) await say(recording(ledger, begun.run));
    else await tellFirstRecord(client, repository, merged, config.appId, clock);
  } catch (error) {
    if (!isRepeated(error)) await say(stopped(describeFailure(error).message));
    throw error;
  }
}
