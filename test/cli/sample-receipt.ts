import { makeReceipt, receiptBytes, type EvidenceFile } from '../../core/remembrancer/receipt/index.ts';

/** The canonical bytes of a receipt without artifacts, with `evidence` by digest. */
export const sampleReceipt = (id: string, evidence: readonly EvidenceFile[] = []): Uint8Array =>
  receiptBytes(
    makeReceipt({
      id,
      kind: 'incident',
      component: 'my-service',
      version: '1.0.0',
      time: new Date('2026-11-20T09:30:00Z'),
      subjects: [],
      evidence,
      missing: [],
    }),
  );
