import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { Artifact, LayerVerdict } from '../../core/remembrancer/evidence/index.ts';
import { entriesByDigest } from '../../core/remembrancer/ledger/index.ts';
import { memoryRecord, type MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import { type Proof, proofFromLedger, refreshProof } from '../../core/remembrancer/proof/index.ts';
import type { TrustFile } from '../../core/remembrancer/trust/index.ts';
import { verifyArtifact } from '../../core/remembrancer/verify/index.ts';
import { asSeen } from './conclusion.ts';
import { tooMuch } from './bounded-store.ts';
import { type KnownLedger, MOST_ENTRIES, recordsOf } from './known-ledger.ts';

/** What a file is held against. */
export interface Judge {
  readonly ledger: KnownLedger;
  /** The verifier key of the app as a witness (C2SP vkey): the one witness that it can vouch for. */
  readonly witness: string;
  readonly clock: Clock;
  /** Whether the whole ledger is read for a digest; of a larger one only what its own index names, each entry proven. */
  readonly isWhole: boolean;
  /**
   * The records that name the SHA-256 of a file. The whole ledger is read once, and when it is first asked for. Throws what `recordsOf`
   * throws; and `conflict` where the index of a larger ledger names none, since anybody who can push could have taken it out.
   */
  readonly naming: (sha256: string) => Promise<readonly MemoryRecord[]>;
}

/** A judge by a ledger. `witness` is the app's verifier key as one; `most` entries are read as a whole. */
export function judgeBy(ledger: KnownLedger, witness: string, clock: Clock, most = MOST_ENTRIES): Judge {
  const isWhole = ledger.head.checkpoint.size <= most;
  let read: Promise<readonly MemoryRecord[]> | undefined;
  const naming = async (sha256: string): Promise<readonly MemoryRecord[]> => {
    if (isWhole) {
      const records = await (read ??= recordsOf(ledger).then((memory) => memory.records));
      return records.filter(({ subjects }) => subjects.some((subject) => subject.sha256 === sha256));
    }
    const listed = await entriesByDigest(ledger.store, ledger.head, sha256);
    if (listed.every(({ receipt }) => receipt.kind === 'evidence')) throw tooMuch();
    return listed.map(memoryRecord);
  };
  return { ledger, witness, clock, isWhole, naming };
}

/** The layers of a file that has a proof: of the proof itself where it is wrong, else of what the ledger has of it today. */
export async function judgeProof(judge: Judge, artifact: Artifact, proof: Proof): Promise<LayerVerdict[]> {
  const own = await layersOf(judge, artifact, proof);
  if (own.some(({ status }) => status === 'invalid')) return own;
  const isIncluded = own.some(({ layer, status }) => layer === 'inclusion' && status === 'valid');
  // Under a key that was replaced since, the proof says nothing: the ledger under its present key does.
  if (!isIncluded) return (await judgeDigest(judge, artifact)) ?? own;
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

/** The layers of a file by what the ledger has of its digest, or `undefined` when no record names it. */
export async function judgeDigest(judge: Judge, artifact: Artifact): Promise<LayerVerdict[] | undefined> {
  const { sha256 } = artifact.subject;
  const named = (await judge.naming(sha256)).some(({ kind }) => kind !== 'evidence');
  if (!named) return undefined;
  const { store, head } = judge.ledger;
  return layersOf(judge, artifact, await proofFromLedger(store, head, sha256, optionsOf(judge)));
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
