export { checkPeople, type PeopleVerdict } from './check-people.ts';
export { type Entry, entryOf, parseEntry } from './entry.ts';
export { type EvidenceFile, evidenceFileName } from './evidence-file.ts';
export { completedBy, lateEvidenceFor, makeLateEvidence } from './late-evidence.ts';
export { makeReceipt, type ReceiptContent } from './make-receipt.ts';
export { type Person, sealPeople } from './people.ts';
export { type EvidenceDigest, type EvidenceLayer, type Kind, KINDS, type Receipt } from './receipt.ts';
export { parseReceipt, receiptBytes } from './receipt-bytes.ts';
