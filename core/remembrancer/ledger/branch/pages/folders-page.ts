import { markdownText } from '../../../../common/markdown-text.ts';
import { TILE_WIDTH, tileNumber } from '../../tile/tile-path.ts';
import { FILES } from '../branch-paths.ts';

/** How many folders the page lists. */
const LISTED = 500;

/** The page over the folders of receipts of a log of `size` entries, the newest first. */
export function formatFoldersPage(origin: string, size: number): string {
  const folders = Math.ceil(size / TILE_WIDTH);
  const listed = Array.from({ length: Math.min(folders, LISTED) }, (_, i) => folders - 1 - i);
  const entries = (number: number): string =>
    number === folders - 1
      ? `from ${number * TILE_WIDTH}`
      : `${number * TILE_WIDTH} to ${(number + 1) * TILE_WIDTH - 1}`;
  return [
    '# Receipts',
    '',
    `Of the ledger of ${markdownText(origin)}, by the entries that they belong to. The newest are on [its first page](../${FILES.readme}).`,
    '',
    '| Entries | Folder |',
    '| --- | --- |',
    ...listed.map((number) => `| ${entries(number)} | [${tileNumber(number)}](${tileNumber(number)}) |`),
    ...(folders > LISTED ? ['', `The folder of an older entry is its index divided by ${TILE_WIDTH}.`] : []),
    '',
  ].join('\n');
}
