import { toBase64 } from '../../../common/bytes.ts';
import { parseEntry } from '../../receipt/index.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { PlacedEntry } from '../append/log-state.ts';
import { FILES, receiptPath } from './branch-paths.ts';
import { howToCheck } from './how-to-check.ts';

/** How many entries the README lists. */
export const LATEST_ENTRIES = 20;

/**
 * The README of the branch: what this is, its root, the `latest` entries (oldest first), and how to check it without our
 * tools.
 */
export const formatReadme = (
  checkpoint: Checkpoint,
  latest: readonly PlacedEntry[],
  verifierKey: string,
): string =>
  `# Ledger of ${escape(checkpoint.origin)}

![${checkpoint.size} entries](${FILES.badge})

An append-only Merkle log ([C2SP tlog-tiles](https://c2sp.org/tlog-tiles)) of what this repository released, deployed and
decided. It is written by the repository's own workflow; do not edit this branch by hand.

| | |
| --- | --- |
| Entries | ${checkpoint.size} |
| Root hash | \`${toBase64(checkpoint.root)}\` |
| Log key | \`${verifierKey}\` |

## Latest entries

${table(checkpoint.size, latest)}

${howToCheck(exampleEntry(latest))}`;

/** `<tile>/<index>` of the newest release, or of the newest entry. */
function exampleEntry(latest: readonly PlacedEntry[]): string {
  const newestFirst = latest.toReversed();
  const release = newestFirst.find(({ entry }) => parseEntry(entry).kind === 'release');
  const { index = 0 } = release ?? newestFirst[0] ?? {};
  return receiptPath(index).slice('receipts/'.length, -'.json'.length);
}

/** `latest` as a table, newest first. */
function table(size: number, latest: readonly PlacedEntry[]): string {
  if (size === 0) return 'None yet.';
  if (latest.length === 0) return 'Under [receipts](receipts).';
  const rows = latest
    .map(({ index, entry }) => ({ ...parseEntry(entry), index }))
    .toReversed()
    .map(
      ({ index, t, kind, id }) =>
        `| ${index} | ${t} | ${escape(kind)} | ${escape(id)} | [receipt](${receiptPath(index)}) |`,
    );
  return [
    '| Index | Time | Kind | Operation | |',
    '| --: | --- | --- | --- | --- |',
    ...rows,
    ...(size > rows.length ? ['', 'Older ones are under [receipts](receipts).'] : []),
  ].join('\n');
}

/** Text that Markdown shows as it is, whatever an operation is called. */
const escape = (text: string): string =>
  text.replace(/[^A-Za-z0-9 .,:/@+=_-]/gu, (char) => `&#${char.codePointAt(0) ?? 0};`);
