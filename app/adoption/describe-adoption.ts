import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import type { AdoptablePart } from '../../core/spawn/index.ts';
import { howToApprove } from '../spawn/describe-plan.ts';
import type { AdoptionPlan } from './plan-adoption.ts';

/**
 * The answer to an `/adopt` that makes nothing yet. `approvalPlace` is where it says that this takes somebody else; absent where it
 * does not.
 */
export function describeAdoption(
  part: AdoptablePart,
  repository: RepositoryName,
  { hash, described }: Pick<AdoptionPlan, 'hash' | 'described'>,
  approvalPlace: string | undefined,
): string {
  return [
    `The plan of \`/adopt ${part}\` for **${fullName(repository)}**, \`${hash}\`; nothing was made.`,
    '',
    ...described,
    ...(part === 'ledger'
      ? ['- the ledger itself is made at once: its environment, sealed log key, branch and ruleset']
      : []),
    '',
    howToApprove('adopt', hash, approvalPlace),
  ].join('\n');
}
