import { fromBase64, toBase64 } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import { parseIndex } from '../../common/decimal.ts';
import { leafHash } from './merkle/hash.ts';
import { verifyInclusion } from './merkle/inclusion.ts';
import { type CheckedCheckpoint, checkPolicy } from './policy/check-policy.ts';
import type { Policy } from './policy/policy.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** That an entry is in a log (C2SP tlog-proof): its index, the inclusion proof from the leaf up, the signed checkpoint. */
export interface TlogProof {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  /** The checkpoint note, verbatim, with its cosignatures. */
  readonly checkpoint: string;
  /** Opaque and not authenticated. */
  readonly extra?: Uint8Array;
}

export const formatTlogProof = ({ index, proof, checkpoint, extra }: TlogProof): string =>
  [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...proof.map(toBase64),
    '',
    checkpoint,
  ].join('\n');

/** Reads a tlog-proof without checking what it proves. Throws `verification-failed` that names the line. */
export function parseTlogProof(text: string): TlogProof {
  const refuse = (rule: string): VaultMeshError =>
    new VaultMeshError('verification-failed', `The inclusion proof is malformed: ${rule} (C2SP tlog-proof).`);
  const end = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
  if (header !== HEADER) throw refuse(`its first line is not "${HEADER}"`);
  const extraLine = lines[0]?.startsWith('extra ') === true ? lines.shift() : undefined;
  const extra = extraLine === undefined ? undefined : fromBase64(extraLine.slice('extra '.length));
  if (extraLine !== undefined && extra === undefined) throw refuse('its extra line is not base64');
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseIndex(indexLine.slice('index '.length)) : undefined;
  if (index === undefined) throw refuse('its index line is not "index <decimal>"');
  const proof = lines.map((line) => {
    const hash = fromBase64(line);
    if (hash?.length !== 32) throw refuse(`"${line.slice(0, 80)}" is not a hash in base64`);
    return hash;
  });
  const checkpoint = text.slice(end + 2);
  return { index, proof, checkpoint, ...(extra === undefined ? {} : { extra }) };
}

/**
 * Checks that `entry` is in a log that `policy` trusts, at the index that the proof states. A quorum that is not met is
 * reported in `quorumMet`, not thrown. Throws `verification-failed` for everything else.
 */
export function verifyTlogProof(
  text: string,
  entry: Uint8Array,
  policy: Policy,
): CheckedCheckpoint & { readonly index: number } {
  const { index, proof, checkpoint: note } = parseTlogProof(text);
  const checked = checkPolicy(note, policy);
  const { size, root, origin } = checked.checkpoint;
  if (!verifyInclusion(index, size, leafHash(entry), proof, root)) {
    throw new VaultMeshError(
      'verification-failed',
      `The proof does not lead from the entry at index ${index} to the root of "${origin}" at size ${size}: the entry is another one, or the proof was changed.`,
    );
  }
  return { ...checked, index };
}
