import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { Artifact, LayerVerdict } from '../../core/remembrancer/evidence/index.ts';
import { entriesByDigest } from '../../core/remembrancer/ledger/index.ts';
import { memoryRecord, type MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import { type Proof, proofFromLedger, refreshProof } from '../../core/remembrancer/proof/index.ts';
import type { TrustFile } from '../../core/remembrancer/trust/index.ts';
import { verifyArtifact } from '../../core/remembrancer/verify/index.ts';
import { asSeen } from './conclusion.ts';
import { isTooMuch } from './is-too-much.ts';
import { type KnownLedger, MOST_ENTRIES, recordsOf } from './known-ledger.ts';

/** What a file is held against. */
export interface Judge {
  readonly ledger: KnownLedger;
  /** The verifier key of the app as a witness (C2SP vkey): the one witness that it can vouch for. */
  readonly witness: string;
  readonly clock: Clock;
  /** What names the SHA-256 of a file. The whole ledger is read once, and when it is first asked for. Throws what `recordsOf` throws. */
  readonly naming: (sha256: string) => Promise<Naming>;
}

/** The records that name a digest. */
export interface Naming {
  readonly records: readonly MemoryRecord[];
  /**
   * Whether there are no others. Of a ledger that is too large to be read they are those that its own index leads to, each proven: whoever
   * can push may have taken some out of that index.
   */
  readonly isWhole: boolean;
}

/** A judge by a ledger. `witness` is the app's verifier key as one; `most` entries are read as a whole. */
export function judgeBy(ledger: KnownLedger, witness: string, clock: Clock, most = MOST_ENTRIES): Judge {
  let read: Promise<readonly MemoryRecord[] | undefined> | undefined;
  const naming = async (sha256: string): Promise<Naming> => {
    const records = await (read ??= wholeOf(ledger, most));
    if (records === undefined) {
      const listed = await entriesByDigest(ledger.store, ledger.head, sha256);
      return { records: listed.map(memoryRecord), isWhole: false };
    }
    const isNamed = ({ subjects }: MemoryRecord): boolean =>
      subjects.some((subject) => subject.sha256 === sha256);
    return { records: records.filter(isNamed), isWhole: true };
  };
  return { ledger, witness, clock, naming };
}

/** All records; `undefined` where those are too many, or too much. */
async function wholeOf(ledger: KnownLedger, most: number): Promise<readonly MemoryRecord[] | undefined> {
  if (ledger.head.checkpoint.size > most) return undefined;
  try {
    return (await recordsOf(ledger)).records;
  } catch (error) {
    if (isTooMuch(error)) return undefined;
    throw error;
  }
}

/** The layers of a file that has a proof: of the proof itself where it is wrong, else of what the ledger has of it today. */
export async function judgeProof(judge: Judge, artifact: Artifact, proof: Proof): Promise<LayerVerdict[]> {
  const own = await layersOf(judge, artifact, proof);
  if (own.some(({ status }) => status === 'invalid')) return own;
  const isIncluded = own.some(({ layer, status }) => layer === 'inclusion' && status === 'valid');
  // Under a key that was replaced since, the proof says nothing: the ledger under its present key does.
  if (!isIncluded) return (await judgeDigest(judge, artifact)).layers ?? own;
  const { ledger } = judge;
  try {
    return await layersOf(judge, artifact, await refreshProof(proof, ledger.store, optionsOf(judge)));
  } catch (error) {
    if (!(error instanceof VaultMeshError) || error.code !== 'verification-failed') throw error;
    return own.map((verdict) =>
      verdict.layer === 'inclusion'
        ? { ...verdict, status: 'invalid', reason: 'mismatch', detail: error.message }
        : verdict,
    );
  }
}

/** What a ledger has of a digest. */
export interface JudgedDigest {
  /** Absent where no record names it. */
  readonly layers?: LayerVerdict[];
  /** Whether the whole ledger was looked through for it; else see `Naming`. */
  readonly isWhole: boolean;
}

/** The layers of a file by what the ledger has of its digest. */
export async function judgeDigest(judge: Judge, artifact: Artifact): Promise<JudgedDigest> {
  const { sha256 } = artifact.subject;
  const { records, isWhole } = await judge.naming(sha256);
  if (records.every(({ kind }) => kind === 'evidence')) return { isWhole };
  const { store, head } = judge.ledger;
  const proof = await proofFromLedger(store, head, sha256, optionsOf(judge));
  return { layers: await layersOf(judge, artifact, proof), isWhole };
}

async function layersOf(judge: Judge, artifact: Artifact, proof: Proof): Promise<LayerVerdict[]> {
  const { layers } = await verifyArtifact({ artifact, proof, trust: trustOf(judge), clock: judge.clock });
  return asSeen(layers, judge.ledger);
}

/** What the app can vouch for: the log by the known key, and itself as a witness. Of who signs it knows nothing. */
function trustOf({ ledger: { key }, witness }: Judge): TrustFile {
  const logs = key.from === 'nowhere' ? '' : `log ${key.verifier.verifierKey}\n`;
  return {
    v: 1,
    policy: `${logs}witness this-app ${witness}\nquorum this-app\n`,
    openpgp: { fingerprints: [] },
    rfc3161: { roots: [], spkiPins: [] },
  };
}

const optionsOf = ({ ledger: { head }, clock }: Judge) => ({
  logs: [head.verifier],
  trust: { roots: [], spkiPins: [] },
  clock,
});
