import { VaultMeshError } from '../core/common/error.ts';
import { hexId, type NoteSigner, NotSignedError } from '../core/remembrancer/ledger/index.ts';

/** Runs `work` with the log key `signer`; when the ledger is signed by another key, says which is of what. */
export async function explainLogKey<Result>(
  signer: NoteSigner,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NotSignedError)) throw error;
    const [by = { name: 'not signed', keyId: 0 }] = error.signedBy;
    throw new VaultMeshError(
      error.code,
      `The log key signs for ${signer.name} (key id ${hexId(signer)}); this ledger is ${by.name} ` +
        `(key id ${hexId(by)}): give the key that it was made with, or that took its place.`,
      { cause: error },
    );
  }
}
