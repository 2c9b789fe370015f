import { VaultMeshError } from '../../core/common/error.ts';
import { FILES, listBranches, type NoteSigner } from '../../core/remembrancer/ledger/index.ts';
import { LEDGER } from '../../core/remembrancer/provision/index.ts';
import type { RepositoryAddress } from '../repository.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';

/** Each takes a round trip or two. */
const MOST_BRANCHES = 8;

/**
 * Refuses to begin a ledger on `branch` with a key that signs another of the repository: it would sign two logs of one
 * name, which nobody can tell from a fork. Of the other branches the default one of ledgers is looked at first, then
 * those named after it, and no more than a few. Throws `conflict`.
 */
export async function refuseUsedKey(
  terminal: Terminal,
  address: RepositoryAddress,
  branch: string,
  signer: NoteSigner,
): Promise<void> {
  const names = await withTemporaryDirectory((workDir, signal) =>
    listBranches(address.url, workDir, { env: terminal.environment, signal }),
  );
  const rank = (name: string): number => (name === LEDGER ? 0 : name.includes(LEDGER) ? 1 : 2);
  const others = names.filter((name) => name !== branch).toSorted((a, b) => rank(a) - rank(b));
  for (const other of others.slice(0, MOST_BRANCHES)) {
    const files = await withGitStore(
      terminal,
      address,
      other,
      async (store) => (await store.read([FILES.verifierKey, FILES.policy])).files,
    );
    if (![...files.values()].some((content) => Buffer.from(content).includes(signer.verifierKey))) continue;
    throw new VaultMeshError(
      'conflict',
      `This key signs the ledger on the branch ${other}, and a key signs one log only: give --log-key a file that is not there yet, for a new key, or --branch ${other}.`,
    );
  }
}
