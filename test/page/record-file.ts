import { writeFile } from 'node:fs/promises';

import { sha256 } from '../../core/common/bytes.ts';
import type { Subject } from '../../core/remembrancer/evidence/index.ts';
import {
  appendRecords,
  cosign,
  emptyLedger,
  formatTlogProof,
  generateLogKey,
  generateWitnessKey,
  memoryStore,
  parseSignerKey,
  parseTlogProof,
  parseVerifierKey,
  parseWitnessKey,
  publishedCheckpoint,
} from '../../core/remembrancer/ledger/index.ts';
import { makeProof } from '../../core/remembrancer/proof/index.ts';
import { makeReceipt, type EvidenceFile } from '../../core/remembrancer/receipt/index.ts';

/** A file beside its proof, by path, and the policy under which the ledger is trusted. */
export interface RecordedFile {
  readonly artifact: string;
  readonly proof: string;
  readonly policy: string;
}

/**
 * Records the file at `path` with `evidence` on a new ledger with one witness, and writes the proof beside it. `date`
 * gives the token over a SHA-256; without it the checkpoint has none.
 */
export async function recordFile(
  path: string,
  subject: Subject,
  evidence: readonly EvidenceFile[],
  date?: (digest: Uint8Array) => Promise<Uint8Array>,
): Promise<RecordedFile> {
  const receipt = makeReceipt({
    id: 'release:v1.0.0',
    kind: 'release',
    component: 'app',
    version: '1.0.0',
    time: new Date(),
    subjects: [subject],
    evidence,
    missing: [],
  });
  const log = generateLogKey('github.com/acme/app');
  const signer = parseSignerKey(log.signerKey);
  const witness = generateWitnessKey('witness.example');
  const store = memoryStore(emptyLedger(signer));
  const [appended] = await appendRecords(store, signer, [{ receipt, evidence }], { random: () => 0 });
  const proof = `${path}.vmproof`;
  const { checkpoint } = parseTlogProof(appended!.tlogProof);
  const published = publishedCheckpoint(checkpoint, [parseVerifierKey(log.verifierKey)]);
  const token = await date?.(sha256(published));
  const cosigned = cosign(checkpoint, parseWitnessKey(witness.signerKey), () => new Date());
  await writeFile(
    proof,
    makeProof({
      subject,
      receipt: appended!.receipt,
      evidence,
      tlogProof: formatTlogProof({ ...parseTlogProof(appended!.tlogProof), checkpoint: cosigned }),
      ...(token && { checkpointTimestamps: [token] }),
    }),
  );
  return {
    artifact: path,
    proof,
    policy: `log ${log.verifierKey}\nwitness w ${witness.verifierKey}\nquorum w\n`,
  };
}
