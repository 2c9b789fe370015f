export { checkAndCosign, type WitnessDecision, type WitnessInput } from './check-and-cosign.ts';
export { compareHistories, type HistoryVerdict } from './compare-histories.ts';
export { type LedgerView, readLedgerView } from './ledger-view.ts';
export { type AddCheckpointRequest, formatAddCheckpoint } from './protocol/add-checkpoint-request.ts';
export { answerAddCheckpoint, type Witness, type WitnessAnswer } from './protocol/answer-add-checkpoint.ts';
export { witnessServer } from './protocol/witness-server.ts';
export { folderState } from './state/folder-state.ts';
export type { Remembered, WitnessState } from './state/witness-state.ts';
