import { fromBase64, toBase64 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { parseIndex } from '../../../common/decimal.ts';

/** The body of an `add-checkpoint` request (C2SP tlog-witness). */
export interface AddCheckpointRequest {
  /** The size that the log believes the witness saw last. */
  readonly oldSize: number;
  /** The consistency proof from there. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
}

/** C2SP tlog-witness: "MUST NOT send more than 63 consistency proof lines". */
const MAX_PROOF = 63;

export const formatAddCheckpoint = ({ oldSize, proof, checkpoint }: AddCheckpointRequest): string =>
  [`old ${oldSize}`, ...proof.map(toBase64), '', checkpoint].join('\n');

/** Reads a request without checking what it proves. Throws `usage` that names the line and the rule. */
export function parseAddCheckpoint(body: string): AddCheckpointRequest {
  const end = body.indexOf('\n\n');
  if (end < 0) throw malformed('there is no empty line before the checkpoint');
  const [first = '', ...lines] = body.slice(0, end).split('\n');
  const oldSize = first.startsWith('old ') ? parseIndex(first.slice('old '.length)) : undefined;
  if (oldSize === undefined) throw malformed('its first line is not "old <decimal size>"');
  if (lines.length > MAX_PROOF) throw malformed(`it has more than ${MAX_PROOF} proof lines`);
  const proof = lines.map((line, i) => {
    const hash = fromBase64(line);
    if (hash?.length !== 32) throw malformed(`its line ${i + 2} is not a hash of 32 bytes in base64`);
    return hash;
  });
  return { oldSize, proof, checkpoint: body.slice(end + 2) };
}

const malformed = (rule: string): VaultMeshError =>
  new VaultMeshError('usage', `The request is malformed: ${rule} (C2SP tlog-witness).`);
