import type { MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import type { Release } from '../github/release-of-tag.ts';

/** What a release has now, beside what its own record says that it had. */
export interface Difference {
  /** Why it is another release than the one that was recorded, in plain text; absent where it is the same. */
  readonly wrong?: string;
  /** The names of the files that its record does not name, whatever other records say of them. */
  readonly unnamed: readonly string[];
}

/**
 * Holds a release as it is now against its record: a tag can be moved and a file be replaced after that. `files` are the names of
 * those that are no evidence. A file of which GitHub tells no digest is held against the ledger alone.
 */
export function otherThanRecorded(
  { source, subjects }: Pick<MemoryRecord, 'source' | 'subjects'>,
  release: Release,
  files: readonly string[],
  commit: string,
): Difference {
  const unnamed = files.filter((name) => subjects.every((subject) => subject.name !== name));
  if (source.commit !== commit)
    return { wrong: `It was recorded at the commit ${source.commit}; the tag is at ${commit} now.`, unnamed };
  const digests = new Map(release.files.map(({ name, digest }) => [name, digest]));
  const replaced = subjects.find(({ name, sha256 }) => {
    const digest = digests.get(name);
    return typeof digest === 'string' && digest !== `sha256:${sha256}`;
  });
  if (replaced === undefined) return { unnamed };
  const wrong = `The file ${replaced.name} is another one than was recorded: the record has the SHA-256 ${replaced.sha256}.`;
  return { wrong, unnamed };
}
