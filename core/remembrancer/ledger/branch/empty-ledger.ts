import { utf8 } from '../../../common/bytes.ts';
import { formatCheckpoint } from '../checkpoint.ts';
import { EMPTY_ROOT } from '../merkle/hash.ts';
import type { NoteSigner } from '../note/note-signer.ts';
import { parseVerifierKey } from '../note/note-verifier.ts';
import { signNote } from '../note/sign-note.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { EMPTY_EDGE } from '../tile/right-edge.ts';
import { FILES } from './branch-paths.ts';
import { formatBadge } from './pages/badge.ts';
import { formatReadme } from './pages/readme.ts';
import { formatPolicy } from './policy-file.ts';
import { formatState } from './state-file.ts';

/** The files of a ledger branch by path. */
export type LedgerFiles = Map<string, Uint8Array>;

/**
 * The files of a new ledger whose origin is the name of `signer`: README.md and its badge, checkpoint of size 0, vkey, policy and
 * state.json. `witnesses` are verifier keys (vkey) to name in the suggested policy. Throws `usage` for one that is bad,
 * no witness's, or there twice.
 */
export function emptyLedger(
  signer: NoteSigner,
  options: { readonly witnesses?: readonly string[] } = {},
): LedgerFiles {
  const checkpoint = { origin: signer.name, size: 0, root: EMPTY_ROOT };
  const policy = formatPolicy(
    parseVerifierKey(signer.verifierKey),
    (options.witnesses ?? []).map((vkey) => parseVerifierKey(vkey)),
  );
  parsePolicy(policy);
  return new Map([
    [FILES.readme, utf8(formatReadme(checkpoint, [], signer.verifierKey))],
    [FILES.badge, utf8(formatBadge(0))],
    [FILES.checkpoint, utf8(signNote(formatCheckpoint(checkpoint), signer))],
    [FILES.policy, utf8(policy)],
    [FILES.state, formatState(EMPTY_EDGE)],
    [FILES.verifierKey, utf8(`${signer.verifierKey}\n`)],
  ]);
}
