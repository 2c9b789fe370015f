export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export { cosign, type CosignatureSigner, generateWitnessKey, parseWitnessKey } from './note/cosignature.ts';
export { generateLogKey, type NoteSigner, parseSignerKey } from './note/note-signer.ts';
export { type NoteVerifier, parseVerifierKey } from './note/note-verifier.ts';
export { type OpenedNote, openNote, type VerifiedSignature } from './note/open-note.ts';
export { signNote } from './note/sign-note.ts';
