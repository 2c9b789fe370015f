import { matchesGlob } from '../../../../../common/matches-glob.ts';
import { completedBy, type Receipt } from '../../../../receipt/index.ts';
import type { Release } from '../../../covenant-context.ts';
import type { LedgerRecord } from '../../../ledger/context-ledger.ts';

/** A release, and what the ledger has of it: nothing, or a record for each component that was released under its tag. */
export interface ReleaseOnLedger {
  readonly name: string;
  readonly records: readonly CompletedRecord[];
}

/** A record with the evidence that came later for it. */
export interface CompletedRecord extends LedgerRecord {
  readonly later: readonly LedgerRecord[];
}

/**
 * The releases that `glob` means and that were made when the repository had its ledger: from `adoption`, the time of the first entry,
 * on, and the one that this entry records.
 */
export function releasesSince(
  releases: readonly Release[],
  glob: string,
  adoption: Date,
  records: readonly LedgerRecord[],
): ReleaseOnLedger[] {
  const byTag = Map.groupBy(
    records.flatMap((record) => tagsOf(record.receipt).map((tag) => ({ tag, record }))),
    ({ tag }) => tag,
  );
  const late = Map.groupBy(records, ({ receipt }) => completedBy(receipt));
  const complete = (record: LedgerRecord): CompletedRecord => ({
    ...record,
    later: late.get(record.digest) ?? [],
  });
  return releases
    .filter(({ name }) => matchesGlob(glob, name))
    .map(({ name, at }) => ({
      at: new Date(at),
      release: { name, records: (byTag.get(name) ?? []).map(({ record }) => complete(record)) },
    }))
    .filter(({ at, release }) => !(at < adoption) || release.records.some(({ index }) => index === 0))
    .map(({ release }) => release);
}

/**
 * The tags that a record is found by: the ref that it was made for and that of its operation `release:<tag>`. The command
 * puts a `v` before a version that has none, so the tag may be without it.
 */
function tagsOf({ kind, id, source }: Receipt): string[] {
  if (kind !== 'release') return [];
  const [, ref] = /^refs\/tags\/(.+)/su.exec(source?.ref ?? '') ?? [];
  if (ref !== undefined) return [ref];
  const [, tag] = /^release:(.+)/u.exec(id) ?? [];
  if (tag === undefined) return [];
  return /^v\d/u.test(tag) ? [tag, tag.slice(1)] : [tag];
}
