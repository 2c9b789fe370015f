import { VaultMeshError } from '../../../common/error.ts';
import { backOff } from '../append/backoff.ts';

const DEFAULT_ATTEMPTS = 40;

export interface RetryOptions {
  /** [0, 1), for the jitter between attempts. */
  readonly random: () => number;
  /** How often to begin at most; 40 by default. */
  readonly attempts?: number;
}

/**
 * Runs `attempt`, which reads the branch afresh and commits on what it read, until it gives something other than
 * `undefined` ("the branch moved"). A lost answer is tried again too: the next read shows what came of it. Throws
 * `conflict` or `network` when every attempt was in vain; `what` names the work in the message.
 */
export async function retryCommit<Result>(
  what: string,
  { random, attempts = DEFAULT_ATTEMPTS }: RetryOptions,
  attempt: () => Promise<Result | undefined>,
): Promise<Result> {
  for (let number = 1; ; number += 1) {
    let failure: VaultMeshError | undefined;
    try {
      const result = await attempt();
      if (result !== undefined) return result;
    } catch (error) {
      if (!(error instanceof VaultMeshError) || error.code !== 'network') throw error;
      failure = error;
    }
    if (number >= attempts) {
      throw (
        failure ??
        new VaultMeshError(
          'conflict',
          `The ledger branch moved under each of ${attempts} attempts to ${what}; run it again.`,
        )
      );
    }
    await backOff(number, random);
  }
}
