import { sha256, sha256Hex } from '../../common/bytes.ts';
import type { Clock } from '../../common/clock.ts';
import { VaultMeshError } from '../../common/error.ts';
import { missingBecauseOf, type MissingEvidence } from '../evidence/missing-evidence.ts';
import {
  checkpointTimestampPath,
  type LedgerStore,
  type NoteVerifier,
  openCheckpoint,
  publishedCheckpoint,
  putTimestamp,
} from '../ledger/index.ts';
import { askAuthority, authoritiesOf, type TimestampService } from './timestamp-service.ts';

export interface TimestampCheckpointOptions extends TimestampService {
  readonly store: LedgerStore;
  /** The keys of the log. */
  readonly verifiers: readonly NoteVerifier[];
  /** The signed checkpoint, with or without cosignatures. */
  readonly checkpoint: string;
  /** A commit of the branch that has it. */
  readonly head: string;
  /** That commit published it, so that no token over it can be there yet. */
  readonly isNew?: boolean;
  readonly clock: Clock;
  /** [0, 1), for the jitter between attempts. */
  readonly random: () => number;
}

/** What came of a token over a checkpoint; `size` is the number of its entries. */
export type CheckpointTimestamp =
  | {
      /** `present`: it stood on the branch before. */
      readonly status: 'added' | 'present';
      readonly size: number;
      /** Its file on the branch. */
      readonly path: string;
      /** The whole TimeStampResp. */
      readonly token: Uint8Array;
    }
  | ({ readonly status: 'missing'; readonly size: number } & Pick<MissingEvidence, 'reason' | 'detail'>);

/** A record stands without it, and does not wait for long. */
const ATTEMPTS = 8;

/**
 * Dates a published checkpoint, and with it everything in its tree: asks the authorities one after another for a token
 * over it, and puts the first that comes on the branch. A token that is there already stays, unless it cannot be one: what
 * somebody planted gives way. An authority that is down
 * or a branch that cannot be written is no failure: the answer says so, and a later run makes good for it.
 */
export async function timestampCheckpoint(options: TimestampCheckpointOptions): Promise<CheckpointTimestamp> {
  const { store, verifiers, checkpoint, head, isNew = false, clock, random } = options;
  const { size } = openCheckpoint(checkpoint, ...verifiers);
  const path = checkpointTimestampPath(size);
  const published = publishedCheckpoint(checkpoint, verifiers);
  const isToken = (content: Uint8Array): Promise<boolean> =>
    isTokenOver(sha256Hex(published), content, clock());
  try {
    const there = isNew ? undefined : await presentTimestamp(options);
    if (there !== undefined) return { status: 'present', size, path, token: there };
    const asked = await askOneByOne(options, sha256(published));
    if (!(asked instanceof Uint8Array)) return { status: 'missing', size, ...asked };
    const token = await putTimestamp(store, {
      size,
      token: asked,
      isToken,
      head,
      random,
      attempts: ATTEMPTS,
    });
    return { status: token === asked ? 'added' : 'present', size, path, token };
  } catch (error) {
    return { status: 'missing', size, ...whyMissing(error) };
  }
}

/** The token over a published checkpoint that the branch has. */
export async function presentTimestamp({
  store,
  verifiers,
  checkpoint,
  head,
  clock,
}: Pick<TimestampCheckpointOptions, 'store' | 'verifiers' | 'checkpoint' | 'head' | 'clock'>): Promise<
  Uint8Array | undefined
> {
  const path = checkpointTimestampPath(openCheckpoint(checkpoint, ...verifiers).size);
  const there = (await store.read([path], head)).files.get(path);
  const digest = sha256Hex(publishedCheckpoint(checkpoint, verifiers));
  return there !== undefined && (await isTokenOver(digest, there, clock())) ? there : undefined;
}

type Why = Pick<MissingEvidence, 'reason' | 'detail'>;

/** The first token over `digest` that an authority gives, or why there is none. */
async function askOneByOne(
  options: TimestampCheckpointOptions,
  digest: Uint8Array,
): Promise<Uint8Array | Why> {
  const authorities = authoritiesOf(options);
  if ('reason' in authorities) return { reason: authorities.reason, detail: authorities.detail };
  const failures: Why[] = [];
  for (const url of authorities) {
    try {
      return await askAuthority(options, url, digest);
    } catch (error) {
      failures.push(whyMissing(error));
    }
  }
  const [first] = failures;
  return { reason: first?.reason ?? 'unreachable', detail: failures.map(({ detail }) => detail).join(' ') };
}

/** Throws what is no failure of a service or of the branch. */
function whyMissing(error: unknown): Why {
  // That the head moved under every attempt is told as what it is, an answer that did not come.
  const known =
    error instanceof VaultMeshError && error.code === 'conflict'
      ? new VaultMeshError('network', error.message, { cause: error })
      : error;
  const missing = missingBecauseOf(known, 'rfc3161');
  if (missing === undefined) throw error;
  return { reason: missing.reason, detail: missing.detail };
}

/**
 * Whether `tsr` is a token over the SHA-256 `digest`, from before `at` and signed by the certificate that it carries.
 * Whose that is, verifiers judge.
 */
async function isTokenOver(digest: string, tsr: Uint8Array, at: Date): Promise<boolean> {
  const { verifyTimestamp } = await import('../evidence/rfc3161/verify-timestamp.ts');
  const trust = { roots: [], spkiPins: [] };
  const { status, by } = await verifyTimestamp({ tsr, subject: { sha256: digest }, trust, at });
  return status !== 'invalid' && by !== undefined;
}
