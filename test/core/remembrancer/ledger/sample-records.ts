import { sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import type { NewRecord } from '../../../../core/remembrancer/ledger/index.ts';
import { type EvidenceFile, makeReceipt } from '../../../../core/remembrancer/receipt/index.ts';

/** A release record as the Actions make them, with one signature and one token; the same for the same `id` and `note`. */
export function sampleRecord(id: string, note = 'a test release'): NewRecord {
  const artifact = utf8(`artifact of ${id}`);
  const evidence: EvidenceFile[] = [
    { layer: 'openpgp', n: 1, subject: 'app.tar.gz', content: utf8(`signature of ${id}`) },
    { layer: 'rfc3161', n: 1, subject: 'app.tar.gz', content: Uint8Array.of(0, 255, 10, id.length) },
  ];
  const receipt = makeReceipt({
    id,
    kind: 'release',
    component: 'app',
    version: 'v1.0.0',
    time: new Date('2026-11-20T09:30:00Z'),
    subjects: [{ name: 'app.tar.gz', sha256: sha256Hex(artifact), size: artifact.length }],
    context: { what: note },
    evidence,
    missing: [{ layer: 'sigstore', reason: 'not-configured', detail: 'Sigstore is off.' }],
  });
  return { receipt, evidence };
}

export const sampleRecords = (count: number, prefix = 'release'): NewRecord[] =>
  Array.from({ length: count }, (_, i) => sampleRecord(`${prefix}:${i}`));
