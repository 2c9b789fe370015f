import type { FileText } from '../../../file-text.ts';
import type { Range } from '../../../found.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** A way to declare dependencies and to lock them. */
export interface Ecosystem {
  /** Whether a file is a manifest, by its name without folders. */
  readonly isManifest: (name: string) => boolean;
  /** What is there to lock, and what locks it. Throws `CannotTell`. */
  readonly look: (manifest: FileText, files: RepositoryFiles) => Promise<Locking>;
}

export interface Locking {
  /** What there is to lock, such as `12 dependencies`; absent when there is nothing, or nothing that has to be. */
  readonly toLock?: string;
  /** Where in the manifest a missing lockfile is told. */
  readonly range?: Range;
  readonly lockfiles: readonly Lockfile[];
  /** What makes a lockfile, in one sentence. */
  readonly remedy: string;
}

export interface Lockfile {
  /** From the root of the repository. */
  readonly path: string;
  /** The command that brings it back in step. */
  readonly update: string;
  /** What is not the same in both; absent where the format does not record what the manifest asks. Throws `CannotTell`. */
  readonly differences?: () => Promise<readonly Difference[]>;
}

export interface Difference {
  /** One sentence with its full stop. */
  readonly message: string;
  /** Words of the manifest that stand one behind the other, the last where the difference is. */
  readonly near?: readonly string[];
}

/** A manifest without dependencies, or one that another answers for. */
export const NOTHING_TO_LOCK: Locking = { lockfiles: [], remedy: '' };
