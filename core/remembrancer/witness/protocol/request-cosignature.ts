import { fromUtf8 } from '../../../common/bytes.ts';
import { counted } from '../../../common/counted.ts';
import { type ErrorCode, VaultMeshError } from '../../../common/error.ts';
import {
  addSignatures,
  type LedgerHead,
  type LedgerStore,
  type NoteVerifier,
  openNote,
  proveConsistency,
  splitNote,
} from '../../ledger/index.ts';
import { parseIndex } from '../../../common/decimal.ts';
import { formatAddCheckpoint } from './add-checkpoint-request.ts';

/** Far more than the cosignature lines of one witness. */
const MAX_ANSWER = 65_536;

/** The first request learns the witness's size; the second may meet another writer's. */
const ATTEMPTS = 4;

export interface RequestCosignatureOptions {
  readonly store: LedgerStore;
  /** The ledger, its checkpoint checked. */
  readonly ledger: LedgerHead;
  /** The witness's key. */
  readonly witness: NoteVerifier;
  /** The submission prefix of the witness. */
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}

/**
 * Asks a witness elsewhere to cosign the checkpoint of a ledger (C2SP tlog-witness), and gives the checkpoint with its
 * line. Throws `not-permitted` when the witness does not know the log or its key, `verification-failed` when it saw more
 * entries or another history, or when its answer is no good cosignature, and `network`.
 */
export async function requestCosignature(options: RequestCosignatureOptions): Promise<string> {
  const { store, ledger, witness } = options;
  const { head, checkpoint, note } = ledger;
  const fail = (code: ErrorCode, what: string): VaultMeshError =>
    new VaultMeshError(code, `The witness ${witness.name} ${what}`);
  let oldSize = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const isGrown = oldSize > 0 && oldSize < checkpoint.size;
    const proof = isGrown ? (await proveConsistency(store, head, oldSize, checkpoint)).proof : [];
    const { status, text } = await post(options, formatAddCheckpoint({ oldSize, proof, checkpoint: note }));
    if (status === 200) return withCosignature(ledger, witness, text);
    if (status === 403 || status === 404) {
      throw fail(
        'not-permitted',
        `does not know ${checkpoint.origin} by this key; ask its operator to add it.`,
      );
    }
    if (status === 422) {
      throw fail(
        'verification-failed',
        `saw another history of ${checkpoint.origin}: ${text.trim().slice(0, 200)}`,
      );
    }
    const seen = status === 409 ? parseIndex(text.trimEnd()) : undefined;
    if (seen === undefined) throw fail('network', `answered with status ${status}.`);
    if (seen > checkpoint.size) {
      throw fail(
        'verification-failed',
        `saw ${counted(seen, 'entry', 'entries')} of ${checkpoint.origin}, which has ${checkpoint.size}: the ledger was rolled back, or this is an old copy.`,
      );
    }
    oldSize = seen;
  }
  throw fail('network', `sees ${checkpoint.origin} move all the time; ask again.`);
}

/** The checkpoint with the good line of the witness in `lines`; lines by others say nothing and are left out. */
function withCosignature({ note, verifier }: LedgerHead, witness: NoteVerifier, lines: string): string {
  try {
    const { text } = splitNote(note);
    const own = splitNote(`${text}\n${lines}`).lines.filter(
      ({ name, keyId }) => name === witness.name && keyId === witness.keyId,
    );
    const cosigned = addSignatures(note, ...own);
    if (own.length > 0 && openNote(cosigned, [verifier, witness]).signatures.length > 1) return cosigned;
  } catch (cause) {
    throw badAnswer(witness, cause);
  }
  throw badAnswer(witness);
}

const badAnswer = ({ name }: NoteVerifier, cause?: unknown): VaultMeshError =>
  new VaultMeshError(
    'verification-failed',
    `The answer of the witness ${name} has no good cosignature by its key; check the key.`,
    { cause },
  );

async function post(
  { url, fetch, timeoutMs, witness }: RequestCosignatureOptions,
  body: string,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`${url.replace(/\/$/u, '')}/add-checkpoint`, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    // undici's stream is typed without its chunks.
    for await (const chunk of (response.body as ReadableStream<Uint8Array> | null) ?? []) {
      chunks.push(chunk);
      if ((size += chunk.length) > MAX_ANSWER) throw new RangeError('The answer is too long.');
    }
    return { status: response.status, text: fromUtf8(Buffer.concat(chunks)) };
  } catch (cause) {
    throw new VaultMeshError('network', `The witness ${witness.name} gave no answer at ${url}.`, { cause });
  }
}
