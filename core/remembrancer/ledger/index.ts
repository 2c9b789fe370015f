export { appendLateEvidence, type LateEvidenceOptions } from './append/append-late-evidence.ts';
export { type AppendOptions, appendRecords } from './append/append-records.ts';
export { type AppendedRecord, MAX_RECORDS, type NewRecord } from './append/new-record.ts';
export { emptyLedger, type LedgerFiles } from './branch/empty-ledger.ts';
export { checkpointTimestampPath, evidencePath, FILES, peoplePath } from './branch/branch-paths.ts';
export { initLedger } from './branch/init-ledger.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export { verifyConsistency } from './merkle/consistency.ts';
export { EMPTY_ROOT, leafHash, nodeHash } from './merkle/hash.ts';
export { rootFromInclusionProof, verifyInclusion } from './merkle/inclusion.ts';
export { keyHistory, type RecordedKeyChange } from './keys/key-history.ts';
export { repositoryOfLog, successorName } from './keys/log-name.ts';
export { beginRotation, endRotation, type RotationOptions } from './keys/rotate-key.ts';
export {
  type Predecessor,
  predecessorOf,
  succeedLedger,
  type SuccessionOptions,
} from './keys/succeed-ledger.ts';
export { cosign, type CosignatureSigner, generateWitnessKey, parseWitnessKey } from './note/cosignature.ts';
export { generateLogKey, hexId, type NoteSigner, parseSignerKey, signersOf } from './note/note-signer.ts';
export { type NoteVerifier, parseVerifierKey } from './note/note-verifier.ts';
export { NotSignedError } from './note/not-signed-error.ts';
export { type OpenedNote, openNote, type VerifiedSignature } from './note/open-note.ts';
export { splitNote } from './note/note-text.ts';
export { addSignatures, signNote } from './note/sign-note.ts';
export { signatureLinesBy } from './note/signature-lines.ts';
export { openCheckpoint } from './open-checkpoint.ts';
export { publishedCheckpoint } from './published-checkpoint.ts';
export { type CheckedCheckpoint, checkPolicy } from './policy/check-policy.ts';
export { isRetiredAt, type RetiredKey } from './keys/retired-key.ts';
export { parsePolicy } from './policy/parse-policy.ts';
export type { Policy, Quorum } from './policy/policy.ts';
export { checkEntries } from './read/check-entries.ts';
export { findEntries } from './read/find-entries.ts';
export { findLateEvidence } from './read/find-late-evidence.ts';
export type { LedgerEntry } from './read/ledger-entry.ts';
export { type PrefixProof, proveConsistency } from './read/prove-consistency.ts';
export { type InclusionAt, proveEntryAt } from './read/prove-entry-at.ts';
export { provePrefix } from './read/prove-prefix.ts';
export { readAllEntries } from './read/read-all-entries.ts';
export { readEvidence } from './read/read-evidence.ts';
export { readPolicy } from './read/read-policy.ts';
export { readEntries, type ReadEntriesOptions } from './read/read-entries.ts';
export { readProvenEntries } from './read/read-proven-entries.ts';
export { type EntryProof, proveEntry, type ProvenEntry, readEntry } from './read/read-entry.ts';
export { NoLedgerError } from './read/no-ledger-error.ts';
export { type LedgerHead, readHead } from './read/read-head.ts';
export { redactPeople, type Redaction } from './redact/redact-people.ts';
export { ancestorsAmong } from './store/git/ancestors-among.ts';
export { listBranches } from './store/git/list-branches.ts';
export { gitStore, type GitStoreOptions } from './store/git-store.ts';
export type { Alongside } from './store/github/alongside.ts';
export type { GitHubClient } from './store/github/github-client.ts';
export { githubStore } from './store/github-store.ts';
export type { Change, LedgerStore, Snapshot } from './store/ledger-store.ts';
export { memoryStore, type MemoryStore } from './store/memory-store.ts';
export { putTimestamp, type PutTimestampOptions } from './timestamps/put-timestamp.ts';
export { formatTlogProof, parseTlogProof, type TlogProof, verifyTlogProof } from './tlog-proof.ts';
