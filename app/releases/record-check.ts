import type { Button } from '../checks/put-check-run.ts';
import { releaseOperation } from './release-order.ts';

/** The name of the check on the commit of a release. */
export const RECORD_CHECK = 'VaultMesh record';

/** Has a release recorded whose run came to nothing. */
export const RECORD: Button = {
  label: 'Record',
  description: 'Has the release recorded once more',
  identifier: 'record',
};

/** Has the evidence got that a record was made without. */
export const BACKFILL: Button = {
  label: 'Backfill',
  description: 'Gets what the record was made without',
  identifier: 'backfill',
};

/** What such a check says. */
export interface RecordVerdict {
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly actions: readonly Button[];
}

/** The `external_id` of the check of a release: there is one on each commit that the tag has been at. */
export const recordCheckId = (tag: string): string => `record ${releaseOperation(tag)}`;

/** The tag of a release by the `external_id` of its check. */
export const tagOfRecordCheck = (id: string | null): string | undefined =>
  /^record release:(\S+)$/u.exec(id ?? '')?.[1];

/** The operation of a run that gets what records were made without, started beside the check of a release. */
export const backfillOperation = (tag: string): string => `backfill:${releaseOperation(tag)}`;

/** The release that a run of the record workflow was about, and whether it got what is owed; `undefined` of any other. */
export function releaseOfOperation(operation: string): { tag: string; isBackfill: boolean } | undefined {
  const [, backfill, tag] = /^(backfill:)?release:(.+)$/u.exec(operation) ?? [];
  return tag === undefined ? undefined : { tag, isBackfill: backfill !== undefined };
}
