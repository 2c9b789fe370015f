import { fromUtf8, sha256Hex, utf8 } from '../../core/common/bytes.ts';
import { type GitHubClient, githubStore, type LedgerStore } from '../../core/remembrancer/ledger/index.ts';
import { createRepository, type RepositoryCreator } from '../../core/github/create-repository.ts';
import { findOrMake } from '../../core/github/find-or-make.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';

/**
 * What the witness knows of one ledger: the checkpoint that it cosigned last, and the log's key as it saw it first or as
 * a person confirmed it later.
 */
export interface Seen {
  readonly note: string;
  readonly verifierKey: string;
}

/** What is read back: below a key that a person confirmed stand those that it replaced, until a checkpoint of it is kept. */
export interface Remembered extends Seen {
  readonly earlierKeys: readonly string[];
}

/** What is remembered, and the state of the memory in which it was read. */
export interface Recollection {
  readonly head: string | undefined;
  readonly seen?: Remembered;
}

export interface WitnessMemory {
  recall(origin: string): Promise<Recollection>;
  /** Remembers `seen`; false when the memory has changed since `earlier`, and nothing was written. */
  keep(origin: string, seen: Seen, earlier: Recollection): Promise<boolean>;
}

export type WitnessKeeper = GitHubClient & RepositoryCreator & RepositoryFinder;

/** The repository of the witness in each organisation; never one that it watches. */
export const WITNESS_REPOSITORY = '.vaultmesh';
const BRANCH = 'witness';

/** The memory in the organisation's own repository, or `undefined` where nothing was ever remembered. */
export async function findWitnessMemory(
  client: GitHubClient & RepositoryFinder,
  owner: string,
): Promise<WitnessMemory | undefined> {
  const name = { owner, repo: WITNESS_REPOSITORY };
  return (await findRepository(client, name)) && witnessMemory(githubStore(client, name, BRANCH));
}

/** The memory in the organisation's own repository, which is made, private, when there is none. */
export async function openWitnessMemory(client: WitnessKeeper, owner: string): Promise<WitnessMemory> {
  const name = { owner, repo: WITNESS_REPOSITORY };
  await findOrMake(
    () => findRepository(client, name),
    () =>
      createRepository(client, name, {
        description: 'What VaultMesh has seen of ledgers',
        visibility: 'private',
      }),
  );
  return witnessMemory(githubStore(client, name, BRANCH));
}

/** The memory on a branch. */
export function witnessMemory(store: LedgerStore): WitnessMemory {
  return {
    async recall(origin) {
      const { note, key } = paths(origin);
      const { head, files } = await store.read([note, key]);
      const noteBytes = files.get(note);
      const keyBytes = files.get(key);
      if (!noteBytes || !keyBytes) return { head };
      const [verifierKey = '', ...earlierKeys] = fromUtf8(keyBytes)
        .trim()
        .split(/\s*\n\s*/);
      return { head, seen: { note: fromUtf8(noteBytes), verifierKey, earlierKeys } };
    },
    async keep(origin, seen, earlier) {
      const { note, key } = paths(origin);
      const additions = new Map([
        [note, utf8(seen.note)],
        [key, utf8(`${seen.verifierKey}\n`)],
      ]);
      const message = `chore(witness): ${origin}`;
      return (await store.commit(earlier.head, { message, additions, deletions: [] })) !== undefined;
    },
  };
}

/** Where a person tells the witness of an organisation that a ledger has another key. */
export const keyFile = (
  owner: string,
  origin: string,
): { repository: string; branch: string; path: string } => ({
  repository: `${owner}/${WITNESS_REPOSITORY}`,
  branch: BRANCH,
  path: paths(origin).key,
});

function paths(origin: string): { note: string; key: string } {
  const folder = `witness/${sha256Hex(origin)}`;
  return { note: `${folder}/checkpoint`, key: `${folder}/vkey` };
}
