import { counted } from '../../core/common/counted.ts';
import { readHead } from '../../core/remembrancer/ledger/index.ts';
import { type LedgerSource, sourceStore } from '../../core/remembrancer/ledger/fsck/index.ts';
import {
  decisionsInForceAt,
  readRecordsOfKind,
  recordsTouchedBy,
  shortName,
  type TouchedRecord,
} from '../../core/remembrancer/memory/index.ts';
import { told } from '../memory/told.ts';

/** More of the ledger is not read for a comment, in entries: 256 of them are a file. */
const MOST_ENTRIES = 100_000;
/** More are no longer read by people. */
const MOST_DECISIONS = 20;
const MOST_PATHS = 3;
/** Of a title or a path, in characters: each may become ten, and GitHub takes 65,536 for a comment. */
const LONGEST = 75;

/**
 * Markdown about the decisions in force of a ledger that affect one of `paths`, the newest first; `undefined` when there is none.
 * Throws as `readHead` and `readRecordsOfKind` do.
 */
export async function pastDecisions(
  ledger: LedgerSource,
  paths: readonly string[],
): Promise<string | undefined> {
  const store = sourceStore(ledger);
  const head = await readHead(store);
  if (head.checkpoint.size > MOST_ENTRIES) return undefined;
  const records = await readRecordsOfKind(store, head, 'decision');
  const touched = recordsTouchedBy(decisionsInForceAt(records), paths).reverse();
  if (touched.length === 0) return undefined;
  const left = touched.length - MOST_DECISIONS;
  return [
    '**Past decisions that touch these files**',
    '',
    ...touched.slice(0, MOST_DECISIONS).map(item),
    ...(left > 0 ? [`- and ${counted(left, 'older one')}`] : []),
    '',
    '<sub>From the ledger of this repository. `vaultmesh receipt NAME` shows one, `vaultmesh query` asks for reasons.</sub>',
  ].join('\n');
}

function item({ record, paths }: TouchedRecord): string {
  const { title, time } = record;
  const shown = paths.slice(0, MOST_PATHS).map((path) => `<code>${told(path, LONGEST)}</code>`);
  const left = paths.length - shown.length;
  const files = `${shown.join(', ')}${left > 0 ? ` and ${counted(left, 'more file')}` : ''}`;
  return `- **${told(shortName(record))}** ${told(title, LONGEST)} (${time.slice(0, 10)}): ${files}`;
}
