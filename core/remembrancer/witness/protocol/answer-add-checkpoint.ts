import { equalBytes } from '../../../common/bytes.ts';
import type { Clock } from '../../../common/clock.ts';
import { VaultMeshError } from '../../../common/error.ts';
import {
  type Checkpoint,
  cosign,
  type CosignatureSigner,
  EMPTY_ROOT,
  type NoteVerifier,
  openNote,
  parseCheckpoint,
  signatureLinesBy,
  splitNote,
  verifyConsistency,
} from '../../ledger/index.ts';
import type { WitnessState } from '../state/witness-state.ts';
import { type AddCheckpointRequest, parseAddCheckpoint } from './add-checkpoint-request.ts';

/** A witness: whom it watches, what it remembers, and what it signs with. */
export interface Witness {
  /** The keys of the logs, as the operator pinned them; a log may have several. */
  readonly logs: readonly NoteVerifier[];
  readonly state: WitnessState;
  readonly signer: CosignatureSigner;
  readonly clock: Clock;
}

/** An HTTP answer of the protocol; `text/x.tlog.size` is the witness's own size of the log, for a 409. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
}

/** How often a decision is made anew because another request was quicker. */
const ATTEMPTS = 20;

/**
 * Answers an `add-checkpoint` request (C2SP tlog-witness). A cosignature is given after the checkpoint is kept, in one
 * compare-and-swap with what the check was based on. Throws `conflict` when other requests were quicker every time, and
 * `verification-failed` when the witness cannot read its own memory.
 */
export async function answerAddCheckpoint(body: string, witness: Witness): Promise<WitnessAnswer> {
  const offer = readOffer(body, witness.logs);
  if ('status' in offer) return offer;
  const { state, signer, clock } = witness;
  const { origin } = offer.checkpoint;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const remembered = await state.recall(origin);
    const seen = remembered && parseCheckpoint(splitNote(remembered.note).text);
    const refusal = refusalOf(offer, seen);
    if (refusal !== undefined) return refusal;
    const note = cosign(offer.note, signer, clock);
    if (await state.keep(origin, note, remembered)) {
      return { status: 200, type: 'text/plain; charset=utf-8', body: signatureLinesBy(note, [signer]) };
    }
  }
  throw new VaultMeshError(
    'conflict',
    `Other requests for ${origin} were quicker ${ATTEMPTS} times; send it again.`,
  );
}

interface Offer extends Pick<AddCheckpointRequest, 'oldSize' | 'proof'> {
  readonly checkpoint: Checkpoint;
  /** The checkpoint with the signatures by keys of its log, and no other lines. */
  readonly note: string;
}

/** What a request asks to cosign, or why it can be refused without a look into the memory. */
function readOffer(body: string, logs: readonly NoteVerifier[]): Offer | WitnessAnswer {
  try {
    const { oldSize, proof, checkpoint: signed } = parseAddCheckpoint(body);
    const [origin] = signed.split('\n', 1);
    const keys = logs.filter(({ name }) => name === origin);
    if (keys.length === 0) return refuse(404, 'This witness does not know the log.');
    const { text } = splitNote(signed);
    if (!isSignedBy(signed, keys)) return refuse(403, 'No good signature by a key of this log.');
    const checkpoint = parseCheckpoint(text);
    if (oldSize > checkpoint.size) return refuse(400, 'The old size is larger than the checkpoint.');
    return { oldSize, proof, checkpoint, note: `${text}\n${signatureLinesBy(signed, keys)}` };
  } catch (error) {
    if (error instanceof VaultMeshError) return refuse(400, error.message);
    throw error;
  }
}

/** Why the offer does not follow from what was `seen`, if it does not. */
function refusalOf({ oldSize, proof, checkpoint }: Offer, seen?: Checkpoint): WitnessAnswer | undefined {
  const { size, root } = checkpoint;
  const knownSize = seen?.size ?? 0;
  if (oldSize !== knownSize) return { status: 409, type: 'text/x.tlog.size', body: `${knownSize}\n` };
  if (size === 0 && !equalBytes(root, EMPTY_ROOT)) return refuse(422, 'The root of the empty log is wrong.');
  if (seen === undefined || knownSize === 0) {
    return proof.length > 0 ? refuse(422, 'From size 0 the proof must be empty.') : undefined;
  }
  return verifyConsistency(oldSize, size, seen.root, root, proof)
    ? undefined
    : refuse(422, `The proof does not show that size ${size} follows from size ${oldSize} as it was seen.`);
}

function isSignedBy(note: string, keys: readonly NoteVerifier[]): boolean {
  try {
    return openNote(note, keys).signatures.length > 0;
  } catch (error) {
    if (error instanceof VaultMeshError) return false;
    throw error;
  }
}

const refuse = (status: 400 | 403 | 404 | 422, reason: string): WitnessAnswer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${reason}\n`,
});
