export { checkAndCosign, type WitnessDecision, type WitnessInput } from './check-and-cosign.ts';
export { compareHistories, type HistoryVerdict } from './compare-histories.ts';
export { type LedgerView, readLedgerView } from './ledger-view.ts';
export { type AddCheckpointRequest, formatAddCheckpoint } from './protocol/add-checkpoint-request.ts';
export { answerAddCheckpoint, type Witness, type WitnessAnswer } from './protocol/answer-add-checkpoint.ts';
export { requestCosignature } from './protocol/request-cosignature.ts';
export { folderState } from './state/folder-state.ts';
export type { Remembered, WitnessState } from './state/witness-state.ts';
export { publishCosignature, witnessLedger } from './witness-ledger.ts';
