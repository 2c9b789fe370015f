import type { MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import type { FoundRelease } from '../github/release-of-tag.ts';

/** What a release has now, beside what its own record says that it had. */
export interface Difference {
  /** Why it is another release than the one that was recorded, in plain text; absent where it is the same. */
  readonly wrong?: string;
  /** The names of the files that its record does not name, whatever other records say of them. */
  readonly unnamed: readonly string[];
  /** The names of the recorded files that it has no more. */
  readonly gone: readonly string[];
}

type Recorded = Pick<MemoryRecord, 'source' | 'subjects'>;

/**
 * Holds a release as it is now against its record: a tag can be moved, and a file be replaced or deleted after that. `files` are the names of
 * those that are no evidence. A file of which GitHub tells no digest is held against the ledger alone, and one that an immutable release
 * never had, such as the archive of its source, is not gone.
 */
export function otherThanRecorded(
  { source, subjects }: Recorded,
  release: Pick<FoundRelease, 'files' | 'isImmutable'>,
  files: readonly string[],
  commit: string,
): Difference {
  const unnamed = files.filter((name) => !subjects.some((subject) => isNamed(name, subject)));
  const missing = subjects.filter((subject) => !release.files.some(({ name }) => isNamed(name, subject)));
  const gone = release.isImmutable ? [] : missing.map(({ name }) => name);
  if (source.commit !== commit) {
    const wrong = `It was recorded at the commit ${source.commit}; the tag is at ${commit} now.`;
    return { wrong, unnamed, gone };
  }
  const replaced = subjects.find((subject) => {
    const digest = release.files.find(({ name }) => isNamed(name, subject))?.digest;
    return typeof digest === 'string' && digest !== `sha256:${subject.sha256}`;
  });
  if (replaced === undefined) return { unnamed, gone };
  const wrong = `The file ${replaced.name} is another one than was recorded: the record has the SHA-256 ${replaced.sha256}.`;
  return { wrong, unnamed, gone };
}

/** Whether a file of a release is the one that was attached for a subject: GitHub puts a dot for what it does not take. */
const isNamed = (file: string, { name }: Recorded['subjects'][number]): boolean =>
  file === name || file === name.replaceAll(/[^\w.-]+/gu, '.');
