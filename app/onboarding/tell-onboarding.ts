import type { RepositoryName } from '../../core/github/repository-name.ts';
import { quietComment, type QuietCommenter } from '../github/quiet-comment.ts';

export type OnboardingTeller = QuietCommenter;

/** Keeps the one comment of the app `appId` on a pull request that says how far the onboarding is. */
export function tellOnboarding(
  client: OnboardingTeller,
  appId: number,
  repository: RepositoryName,
  number: number,
  text: string,
): Promise<void> {
  return quietComment(client, appId, { repository, issue: number }, 'onboarding', text);
}

const AGAIN = '`/onboard`, as a comment here, goes on: what is there stays, and nothing is made twice.';

export const BEGUN = 'Merged: the environment, the log key and the ledger are being made.';

/** @param ledger what `adoptLedger` says of it */
export const recording = (ledger: string, run: string): string =>
  `${ledger}\n\nThe first record is being written, by [a run of the workflow](${run}). When it has ended, this says so.`;

export const stopped = (reason: string): string =>
  ['**The onboarding stopped.**', reason, '', `Once the reason is removed: ${AGAIN}`].join('\n');

/** What GitHub says of a run that wrote no record. */
export const failed = (conclusion: string, run: string): string =>
  [
    `**There is no first record yet**: [its run](${run}) ended with "${conclusion}".`,
    '',
    `Its log says why. Once the reason is removed, run its failed jobs again there, or: ${AGAIN}`,
  ].join('\n');

export interface Recorded {
  readonly operation: string;
  readonly index: number;
  /** The address of the repository. */
  readonly url: string;
}

/** That all of it works, how anybody can see that, and what else there is. */
export const finished = ({ operation, index, url }: Recorded): string =>
  [
    `**This repository keeps records.** The first one is entry ${index} of [the ledger](${url}/tree/ledger).`,
    '',
    '`/ledger` shows how it stands. Anybody who can read the repository can check it for themselves:',
    '',
    '```sh',
    `npx vaultmesh receipt ${operation} --repository ${url}`,
    `npx vaultmesh ledger fsck ${url}`,
    '```',
    '',
    '**Next, if you like**: `/require covenant`, by an administrator, requires the check `VaultMesh covenant` of everything that comes ' +
      'into the default branch: by pull request only, then. It is one ruleset, which you can change or delete in the settings.',
  ].join('\n');
