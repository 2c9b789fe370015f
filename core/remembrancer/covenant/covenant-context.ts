import type { Clock } from '../../common/clock.ts';
import type { LedgerSource } from '../ledger/fsck/index.ts';
import type { CovenantConfig } from './config/covenant-config.ts';
import type { FileText } from './file-text.ts';
import type { Found } from './found.ts';
import type { Tree, TreeFile } from './tree/tree.ts';

/** What a rule may look at. What a door could not bring is absent, and the rule says that it cannot tell. */
export interface CovenantContext extends Inputs {
  /** The ids of all rules that there are. */
  readonly ruleIds: ReadonlySet<string>;
  /** A file of the tree by its path, read once; `undefined` when there is none, or none that can be read. */
  readonly file: (path: string) => Promise<FileText | undefined>;
  /** Each of `files` with what is read of it, in their order; most are let go again. */
  readonly each: (
    files: readonly TreeFile[],
  ) => AsyncIterable<readonly [file: TreeFile, text: FileText | undefined]>;
  /** The plain files that `wanted` takes, in the order of the tree. */
  readonly filesWhere: (wanted: (file: TreeFile) => boolean) => Promise<readonly FileText[]>;
}

/** What a door brings. */
export interface Inputs {
  /** What is looked at: of a pull request the merge result. */
  readonly tree: Tree;
  /** From the default branch. */
  readonly config: CovenantConfig;
  readonly clock: Clock;
  readonly change?: ProposedChange;
  /** The ledger branch; `none` when the repository has no such branch. */
  readonly ledger?: LedgerSource | 'none';
  /** Of a ledger that is absent: why, and what to do about it, where the door knows. */
  readonly ledgerNotHad?: Pick<Found, 'message' | 'remedy'>;
  /** The last checkpoint that a witness or an earlier check saw of this ledger, a signed note. */
  readonly witnessed?: string;
  /** The releases of the repository. */
  readonly releases?: readonly Release[];
  /** What a peer's ledger serves now, by its address; asked only where a network may be used. */
  readonly peers?: PeerReader;
  /** Versions that are known, with their digests, for fixes without a network. */
  readonly pins: KnownPins;
}

/** What a pull request, or the commits since a revision, would change. */
export interface ProposedChange {
  /** The tree before it. */
  readonly base: Tree;
  /** What its author said of it: messages of commits, title and text of the pull request. Not to be trusted. */
  readonly texts: readonly string[];
}

export interface Release {
  /** The tag. */
  readonly name: string;
  /** When it was published (or the tag made); RFC 3339 in UTC. */
  readonly at: string;
}

/** Reads files of a peer's ledger over HTTP. Throws `network`. */
export type PeerReader = (address: string) => LedgerSource;

export interface KnownPins {
  /** By `owner/repository@v6`, `owner/repository/folder@v6` and the exact version, the commit and the exact version. */
  readonly actions: ReadonlyMap<string, { readonly commit: string; readonly version: string }>;
  /** By `name:tag`, the digest `sha256:…`. */
  readonly images: ReadonlyMap<string, string>;
}
