export { checkAndCosign, type WitnessDecision, type WitnessInput } from './check-and-cosign.ts';
export { type LedgerView, readLedgerView } from './ledger-view.ts';
