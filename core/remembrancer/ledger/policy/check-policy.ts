import { VaultMeshError } from '../../../common/error.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import { openNote } from '../note/open-note.ts';
import type { Policy } from './policy.ts';

/** What a policy says of a signed checkpoint. */
export interface CheckedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** The known witnesses that cosigned it, by the policy's names. */
  readonly witnesses: readonly string[];
  readonly quorumMet: boolean;
}

/**
 * The checkpoint in `note`, which a log of the policy must have signed under its own origin. A quorum that is not met
 * is reported, not thrown. Throws `verification-failed`.
 */
export function checkPolicy(note: string, policy: Policy): CheckedCheckpoint {
  const { text, signatures } = openNote(note, [...policy.logs, ...policy.witnesses.values()]);
  const checkpoint = parseCheckpoint(text);
  const signedBy = signatures.map(({ verifier }) => verifier);
  const isLogged = policy.logs.some((log) => log.name === checkpoint.origin && signedBy.includes(log));
  if (!isLogged) {
    throw new VaultMeshError(
      'verification-failed',
      `The checkpoint of "${checkpoint.origin}" is not signed by a log of that name in the policy: check which log you trust.`,
    );
  }
  const witnesses = [...policy.witnesses].flatMap(([name, key]) => (signedBy.includes(key) ? [name] : []));
  return { checkpoint, witnesses, quorumMet: policy.quorum(new Set(witnesses)) };
}
