import { equalBytes, sha256Hex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { type Entry, entryOf, parseEntry, parseReceipt, type Receipt } from '../../receipt/index.ts';
import { FILES, receiptPath } from '../branch/branch-paths.ts';
import { damagedBranch } from '../branch/damaged-branch.ts';
import { textOf } from '../branch/text-of.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { leafHash } from '../merkle/hash.ts';
import { treeHash } from '../merkle/tree-hash.ts';
import { parseVerifierKey } from '../note/note-verifier.ts';
import { openCheckpoint } from '../open-checkpoint.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { parseBundle } from '../tile/entry-bundle.ts';
import { bundleFault } from '../tile/bundle-fault.ts';
import { bundlePath, TILE_WIDTH, tileAt } from '../tile/tile-path.ts';

/** One entry of a ledger, with the receipt that it commits to. */
export interface LedgerEntry {
  readonly index: number;
  readonly entry: Entry;
  readonly entryBytes: Uint8Array;
  readonly receipt: Receipt;
  readonly receiptBytes: Uint8Array;
}

/** A ledger as one commit has it. */
export interface Ledger {
  readonly head: string;
  readonly checkpoint: Checkpoint;
  /** The signed checkpoint, with its cosignatures. */
  readonly note: string;
  /** The key that the checkpoint is signed with: the one asked for, else the one that the branch itself names. */
  readonly verifierKey: string;
  /** The policy that the branch suggests; a hint. */
  readonly policy: string;
  readonly entries: readonly LedgerEntry[];
}

/**
 * Reads a ledger whole, and checks it against its checkpoint: the signature, the root over all entries, and each receipt
 * against its entry. Without `verifierKey` the key is that of the branch itself, which proves only that the branch
 * agrees with itself. Throws `not-found` when there is no ledger, `verification-failed` that names the file.
 */
export async function readLedger(
  store: LedgerStore,
  options: { readonly verifierKey?: string } = {},
): Promise<Ledger> {
  const { head, files } = await store.read([FILES.checkpoint, FILES.verifierKey, FILES.policy]);
  if (head === undefined)
    throw new VaultMeshError('not-found', 'There is no ledger: the branch does not exist.');
  const text = (path: string): string => {
    const bytes = files.get(path);
    if (bytes === undefined)
      throw new VaultMeshError('not-found', `The ledger branch has no file "${path}".`);
    return textOf(bytes, path);
  };
  const note = text(FILES.checkpoint);
  const verifierKey = options.verifierKey ?? text(FILES.verifierKey).trim();
  const checkpoint = openCheckpoint(note, parseVerifierKey(verifierKey));
  const entries = await readEntries(store, head, checkpoint);
  return {
    head,
    checkpoint,
    note,
    verifierKey,
    policy: text(FILES.policy),
    entries: await readReceipts(store, head, entries),
  };
}

async function readEntries(
  store: LedgerStore,
  head: string,
  { size, root }: Checkpoint,
): Promise<Uint8Array[]> {
  const bundles = Array.from({ length: Math.ceil(size / TILE_WIDTH) }, (_, i) => {
    const { index, width } = tileAt(0, i * TILE_WIDTH, size);
    return { path: bundlePath(index, width), width };
  });
  const { files } = await store.read(
    bundles.map(({ path }) => path),
    head,
  );
  const entries = bundles.flatMap(({ path, width }) => {
    const bundle = parseBundle(files.get(path) ?? new Uint8Array(), width);
    if (bundle === undefined) {
      throw damagedBranch(`${path} ${bundleFault(files.get(path), width) ?? 'cannot be read'}`);
    }
    return bundle;
  });
  if (!equalBytes(treeHash(entries.map(leafHash)), root)) {
    throw damagedBranch(`The entries in tile/entries do not have the signed root at size ${size}`);
  }
  return entries;
}

async function readReceipts(
  store: LedgerStore,
  head: string,
  entries: readonly Uint8Array[],
): Promise<LedgerEntry[]> {
  const { files } = await store.read(
    entries.map((_, index) => receiptPath(index)),
    head,
  );
  return entries.map((entryBytes, index) => {
    const path = receiptPath(index);
    const entry = parseEntry(entryBytes, `Entry ${index}`);
    const receiptBytes = files.get(path);
    if (receiptBytes === undefined || sha256Hex(receiptBytes) !== entry.receipt) {
      throw damagedBranch(`${path} is not the receipt that entry ${index} commits to`);
    }
    const receipt = parseReceipt(receiptBytes, path);
    if (!equalBytes(entryOf(receipt), entryBytes)) {
      throw new VaultMeshError(
        'verification-failed',
        `Entry ${index} of the ledger says something else than its receipt, ${path}: whoever holds the log key wrote it so.`,
      );
    }
    return { index, entry, entryBytes, receipt, receiptBytes };
  });
}
