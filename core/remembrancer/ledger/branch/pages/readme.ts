import { toBase64 } from '../../../../common/bytes.ts';
import { markdownText } from '../../../../common/markdown-text.ts';
import type { PlacedEntry } from '../../append/log-state.ts';
import type { Checkpoint } from '../../checkpoint.ts';
import { FILES, receiptPath } from '../branch-paths.ts';
import { entryTable } from './entry-table.ts';
import { entryTimeline } from './entry-timeline.ts';
import { howToCheck } from './how-to-check.ts';
import { FEED } from './page-paths.ts';
import { type ShownEntry, shownEntry } from './shown-entry.ts';

/** How many entries the README lists. */
export const LATEST_ENTRIES = 20;

/**
 * The README of the branch: what this is, its root, the `latest` entries (oldest first), and how to check it without our
 * tools.
 */
export function formatReadme(
  checkpoint: Checkpoint,
  latest: readonly PlacedEntry[],
  verifierKey: string,
): string {
  const entries = latest.map(shownEntry);
  return `# Ledger of ${markdownText(checkpoint.origin)}

![${checkpoint.size} entries](${FILES.badge})

An append-only Merkle log ([C2SP tlog-tiles](https://c2sp.org/tlog-tiles)) of what this repository released, deployed and
decided. VaultMesh writes this branch; do not edit it by hand.

| | |
| --- | --- |
| Entries | ${checkpoint.size} |
| Root hash | \`${toBase64(checkpoint.root)}\` |
| Log key | \`${verifierKey}\` |

## Latest entries

${latestEntries(checkpoint.size, entries)}

${howToCheck(exampleEntry(entries))}`;
}

/** `<tile>/<index>` of the newest release, or of the newest entry. */
function exampleEntry(entries: readonly ShownEntry[]): string {
  const { index = 0 } = entries.findLast(({ kind }) => kind === 'release') ?? entries.at(-1) ?? {};
  return receiptPath(index).slice('receipts/'.length, -'.json'.length);
}

/** What is new, as a table and as a timeline. */
function latestEntries(size: number, entries: readonly ShownEntry[]): string {
  if (size === 0) return 'None yet.';
  if (entries.length === 0) return 'Under [receipts](receipts).';
  return [
    entryTable(entries, receiptPath),
    `${size > entries.length ? 'Older ones are under [receipts](receipts). ' : ''}A feed reader takes [${FEED}](${FEED}).`,
    entryTimeline(entries),
  ].join('\n\n');
}
