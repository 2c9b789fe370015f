import type { MemoryRecord } from '../../core/remembrancer/memory/index.ts';
import type { RecordOrder } from '../recording/start-record.ts';

/** A release by its tag, and what is said of it. */
export interface ReleaseToRecord {
  /** The name of the repository, without its owner. */
  readonly repository: string;
  readonly tag: string;
  readonly commit: string;
  /** The login of who made it, where that is a person. */
  readonly author?: string;
}

/** The operation of a release, as every way to record one names it. */
export const releaseOperation = (tag: string): string => `release:${tag}`;

/** How the record workflow records a release by the assets that it has; it takes none where the input `files` names files. */
export const releaseOrder = ({ repository, tag, commit, author }: ReleaseToRecord): RecordOrder => ({
  kind: 'release',
  operation: releaseOperation(tag),
  component: repository,
  version: tag.replace(/^v(?=\d)/, ''),
  commit,
  ...(author !== undefined && { people: JSON.stringify([{ role: 'author', login: author }]) }),
});

/** Whether a record is that of the release of a tag: by its operation, or by tag and commit where it was given another one. */
export function isRecordOf(
  { id, kind, source }: Pick<MemoryRecord, 'id' | 'kind' | 'source'>,
  tag: string,
  commit: string,
): boolean {
  if (kind !== 'release') return false;
  if (id === releaseOperation(tag)) return true;
  // An image is recorded beside the files of its release, not in their place.
  return source.ref === `refs/tags/${tag}` && source.commit === commit && !id.startsWith('image:');
}
