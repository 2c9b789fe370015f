import { writeFile } from 'node:fs/promises';

import type { Subject } from '../../core/remembrancer/evidence/index.ts';
import {
  appendRecords,
  cosign,
  emptyLedger,
  generateLogKey,
  generateWitnessKey,
  memoryStore,
  parseSignerKey,
  parseWitnessKey,
} from '../../core/remembrancer/ledger/index.ts';
import { makeProof } from '../../core/remembrancer/proof/index.ts';
import { makeReceipt, type EvidenceFile } from '../../core/remembrancer/receipt/index.ts';

/** A file beside its proof, by path, and the policy under which the ledger is trusted. */
export interface RecordedFile {
  readonly artifact: string;
  readonly proof: string;
  readonly policy: string;
}

/** Records the file at `path` with `evidence` on a new ledger with one witness, and writes the proof beside it. */
export async function recordFile(
  path: string,
  subject: Subject,
  evidence: readonly EvidenceFile[],
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
  const tlogProof = cosigned(appended!.tlogProof, witness.signerKey);
  await writeFile(proof, makeProof({ subject, receipt: appended!.receipt, evidence, tlogProof }));
  return {
    artifact: path,
    proof,
    policy: `log ${log.verifierKey}\nwitness w ${witness.verifierKey}\nquorum w\n`,
  };
}

function cosigned(tlogProof: string, witnessKey: string): string {
  const start = tlogProof.indexOf('\n\n') + 2;
  const note = cosign(tlogProof.slice(start), parseWitnessKey(witnessKey), () => new Date());
  return `${tlogProof.slice(0, start)}${note}`;
}
