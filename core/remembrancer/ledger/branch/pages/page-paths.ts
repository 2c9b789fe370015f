import { TILE_WIDTH, tileNumber } from '../../tile/tile-path.ts';
import { FILES } from '../branch-paths.ts';

/** The newest entries as an Atom feed. */
export const FEED = 'feed.atom';

/** The folders of receipts, and their entries. */
export const FOLDERS_PAGE = 'receipts/README.md';

/** The entries of tile `number`, beside their receipts. */
export const entriesPage = (number: number): string => `receipts/${tileNumber(number)}/README.md`;

/** What shields.io makes a badge of. */
export const badgePath = (name: string): string => `badge/${name}.json`;

/**
 * Whether `path` is that of a file for people, from which nothing is ever read. With the `size` of a log, whether that log
 * can have it.
 */
export function isForPeople(path: string, size = Number.MAX_SAFE_INTEGER): boolean {
  const [, number] = /^receipts\/((?:x\d{3}\/)*\d{3})\/README\.md$/u.exec(path) ?? [];
  if (number === undefined) return SINGLE.includes(path) || /^badge\/[a-z]+\.json$/u.test(path);
  const tile = Number(number.replace(/[x/]/gu, ''));
  return entriesPage(tile) === path && tile * TILE_WIDTH < size;
}

const SINGLE: readonly string[] = [FILES.readme, FILES.badge, FEED, FOLDERS_PAGE];
