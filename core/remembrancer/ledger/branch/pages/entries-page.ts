import { markdownText } from '../../../../common/markdown-text.ts';
import { TILE_WIDTH, tileNumber } from '../../tile/tile-path.ts';
import { FILES } from '../branch-paths.ts';
import { entryTable } from './entry-table.ts';
import type { ShownEntry } from './shown-entry.ts';

/** The page of the folder of receipts `number`: its `entries`, which are the first ones of that tile or all, oldest first. */
export function formatEntriesPage(origin: string, number: number, entries: readonly ShownEntry[]): string {
  const first = number * TILE_WIDTH;
  const toReceipts = '../'.repeat(tileNumber(number).split('/').length);
  const older =
    number === 0
      ? ''
      : ` Older: [${first - TILE_WIDTH} to ${first - 1}](${toReceipts}${tileNumber(number - 1)}).`;
  return `# Entries ${first} to ${first + entries.length - 1}

Of the ledger of ${markdownText(origin)}. The newest are on [its first page](${toReceipts}../${FILES.readme}).${older}

${entryTable(entries, (index) => `${index}.json`)}
`;
}
