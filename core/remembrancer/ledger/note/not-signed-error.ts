import { VaultMeshError } from '../../../common/error.ts';
import { hexId } from './note-signer.ts';

/** A key as a signature line names it. */
export interface NamedKey {
  readonly name: string;
  readonly keyId: number;
}

/** `verification-failed`: a note is signed, and by none of the keys that were looked for. */
export class NotSignedError extends VaultMeshError {
  /** Who signed it, as the note says; nothing vouches for that. */
  readonly signedBy: readonly NamedKey[];

  constructor(signedBy: readonly NamedKey[], wanted: readonly NamedKey[]) {
    super(
      'verification-failed',
      `The checkpoint (a C2SP signed note) has no signature by a trusted key: it is signed by ${list(signedBy)}, and the trusted key is ${list(wanted)}.`,
    );
    this.signedBy = signedBy;
  }
}

const list = (keys: readonly NamedKey[]): string =>
  keys.map(({ name, keyId }) => `${name} (key id ${hexId({ keyId })})`).join(' and ');
