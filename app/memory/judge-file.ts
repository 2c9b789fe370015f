import type { Clock } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { Artifact, LayerVerdict } from '../../core/remembrancer/evidence/index.ts';
import type { MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import { type Proof, proofFromLedger, refreshProof } from '../../core/remembrancer/proof/index.ts';
import type { TrustFile } from '../../core/remembrancer/trust/index.ts';
import { verifyArtifact } from '../../core/remembrancer/verify/index.ts';
import { asSeen } from './conclusion.ts';
import { type KnownLedger, recordsOf } from './known-ledger.ts';

/** What a file is held against. */
export interface Judge {
  readonly ledger: KnownLedger;
  /** The verifier key of the app as a witness (C2SP vkey): the one witness that it can vouch for. */
  readonly witness: string;
  readonly clock: Clock;
  /** All records of the ledger, read once and when they are first asked for. Throws what `recordsOf` throws. */
  readonly records: () => Promise<readonly MemoryRecord[]>;
}

/** A judge by a ledger. `witness` is the app's verifier key as one. */
export function judgeBy(ledger: KnownLedger, witness: string, clock: Clock): Judge {
  let read: Promise<readonly MemoryRecord[]> | undefined;
  const records = () => (read ??= recordsOf(ledger).then((memory) => memory.records));
  return { ledger, witness, clock, records };
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
  const named = recordsOfDigest(await judge.records(), sha256).some(({ kind }) => kind !== 'evidence');
  if (!named) return undefined;
  const { store, head } = judge.ledger;
  return layersOf(judge, artifact, await proofFromLedger(store, head, sha256, optionsOf(judge)));
}

/** The records that name the SHA-256 of a file. */
export const recordsOfDigest = (records: readonly MemoryRecord[], sha256: string): MemoryRecord[] =>
  records.filter(({ subjects }) => subjects.some((subject) => subject.sha256 === sha256));

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
