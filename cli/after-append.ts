import { asVaultMeshError, VaultMeshError } from '../core/common/error.ts';

/** Runs `write`, whose failure takes nothing back: `recorded` says what is on the ledger all the same. */
export async function afterAppend<Result>(recorded: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (cause) {
    const { code, message } = asVaultMeshError(cause);
    throw new VaultMeshError(
      code,
      `${message} ${recorded}; only the proof was not written: run the same command again with another --out.`,
      { cause },
    );
  }
}
