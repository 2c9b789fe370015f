import { VaultMeshError } from '../../core/common/error.ts';
import { type NoteVerifier, parseVerifierKey } from '../../core/remembrancer/ledger/index.ts';
import type { Remembered } from '../guard/witness-memory.ts';
import { inCode, told } from './told.ts';

/** By which key a ledger is judged, and who says that it is the ledger's; or why the app cannot say. */
export type KnownKey =
  | { readonly from: 'configuration' | 'memory'; readonly verifier: NoteVerifier }
  | { readonly from: 'nowhere'; readonly why: string };

/**
 * The key that the owners name in their configuration or, where they name none, the one that the app saw first. Two that are not the
 * same are none: who can write one of the two places must not choose what is believed.
 */
export function knownKey(configured: string | undefined, remembered: Remembered | undefined): KnownKey {
  try {
    const [first, second] = [configured, remembered?.verifierKey].map(logKey);
    if (first !== undefined && second !== undefined && first.verifierKey !== second.verifierKey) {
      return { from: 'nowhere', why: DIFFERENT };
    }
    if (first !== undefined) return { from: 'configuration', verifier: first };
    if (second !== undefined) return { from: 'memory', verifier: second };
    return { from: 'nowhere', why: NOT_KNOWN };
  } catch (error) {
    if (error instanceof VaultMeshError) return { from: 'nowhere', why: told(error.message) };
    throw error;
  }
}

function logKey(text: string | undefined): NoteVerifier | undefined {
  const verifier = text === undefined ? undefined : parseVerifierKey(text);
  if (verifier === undefined || verifier.kind === 'log') return verifier;
  throw new VaultMeshError('usage', `The key of ${verifier.name} is that of a witness, and not of a log.`);
}

const NOT_KNOWN =
  'This app has not seen the ledger before, and `.github/vaultmesh.yml` names no `covenant.vkey`: put the key there once it is confirmed.';

const DIFFERENT =
  '`.github/vaultmesh.yml` names another key than the one that this app remembers: change the one that is wrong.';

/** By what the layers of an answer are judged, in a sentence or two of Markdown. */
export function tellKey(key: KnownKey): string {
  if (key.from === 'nowhere') {
    return `Judged by no key, so what the ledger says is \`untrusted\`: it only agrees with itself. ${key.why}`;
  }
  const who =
    key.from === 'configuration'
      ? 'that `.github/vaultmesh.yml` names'
      : 'that this app saw first and remembers';
  return `Judged by the log key ${who}: ${inCode(key.verifier.verifierKey)}.`;
}
