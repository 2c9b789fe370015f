import { VaultMeshError } from '../../../common/error.ts';
import { FILES } from '../branch/branch-paths.ts';
import { requiredText } from '../branch/required-text.ts';
import { hexId } from '../note/note-signer.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { parsePolicy } from '../policy/parse-policy.ts';

/**
 * Refuses to write with a key that the branch no longer names, or with one of two during a rotation: what it signed,
 * verifiers who have the other key could not follow. Throws `conflict` that says which keys it takes.
 */
export function checkKeys(
  files: ReadonlyMap<string, Uint8Array>,
  origin: string,
  given: readonly NoteVerifier[],
): void {
  const current = requiredText(files, FILES.verifierKey).trim();
  const named = new Set([current, ...suggestedKeys(files, origin)]);
  const known = given.map(({ verifierKey }) => verifierKey);
  if ([...named].every((verifierKey) => known.includes(verifierKey))) return;
  const previous = [...named].filter((verifierKey) => verifierKey !== current);
  const needed = [current, ...previous]
    .map((verifierKey) => `"${verifierKey}"`)
    .join(' and below it that of ');
  throw new VaultMeshError(
    'conflict',
    `The ledger ${origin} is written with the key of ${needed}, and the log key given is that of ${given.map((key) => `${key.name}+${hexId(key)}`).join(' and ')}. ` +
      'Give the key that it has now; if nobody changed it, see "vaultmesh ledger audit".',
  );
}

/** The keys of this log in the policy of the branch, which has two while they are exchanged; none when it cannot be read. */
function suggestedKeys(files: ReadonlyMap<string, Uint8Array>, origin: string): string[] {
  try {
    const { logs } = parsePolicy(requiredText(files, FILES.policy));
    return logs.filter(({ name }) => name === origin).map(({ verifierKey }) => verifierKey);
  } catch (error) {
    if (error instanceof VaultMeshError) return [];
    throw error;
  }
}
