export { proofFromLedger } from './proof-from-ledger.ts';
export { refreshProof, type RefreshOptions } from './refresh-proof.ts';
export { makeProof, parseProof, type Proof, type ProvenReceipt } from './vmproof.ts';
