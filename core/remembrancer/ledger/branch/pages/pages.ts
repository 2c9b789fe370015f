import type { PlacedEntry } from '../../append/log-state.ts';
import type { Checkpoint } from '../../checkpoint.ts';
import { TILE_WIDTH } from '../../tile/tile-path.ts';
import { FILES } from '../branch-paths.ts';
import { formatBadge } from './badge.ts';
import { formatEntriesPage } from './entries-page.ts';
import { entryBadges } from './entry-badges.ts';
import { entryFeed } from './entry-feed.ts';
import { formatFoldersPage } from './folders-page.ts';
import { entriesPage, FEED, FOLDERS_PAGE } from './page-paths.ts';
import { formatReadme } from './readme.ts';
import { shownEntry } from './shown-entry.ts';

/**
 * How many entries come to the page of their folder at once, so that not every append writes the whole of it. The first page
 * lists more than so many, and every entry is on one of the two.
 */
const PAGE_STEP = 16;

/** What an integration has in hand for people's pages: nothing of it is read for them. */
export interface Integrated {
  readonly checkpoint: Checkpoint;
  readonly verifierKey: string;
  /** The entries of the partial bundle that there was. */
  readonly before: readonly PlacedEntry[];
  /** The entries behind them. */
  readonly added: readonly PlacedEntry[];
  /** The newest of the log, oldest first. */
  readonly latest: readonly PlacedEntry[];
}

/**
 * The files for people that change with an integration, by path. They are a pure function of entries that the tree vouches
 * for, and do not depend on how the log was divided into appends.
 */
export function pages({ checkpoint, verifierKey, before, added, latest }: Integrated): Map<string, string> {
  const { origin, size } = checkpoint;
  const files = new Map([
    [FILES.readme, formatReadme(checkpoint, latest, verifierKey)],
    [FILES.badge, formatBadge(size)],
    [FEED, entryFeed(origin, latest.map(shownEntry))],
    ...entryBadges(size, added.map(shownEntry)),
  ]);
  const first = added[0]?.index ?? size;
  if (Math.ceil(size / TILE_WIDTH) > Math.ceil(first / TILE_WIDTH)) {
    files.set(FOLDERS_PAGE, formatFoldersPage(origin, size));
  }
  const tiles = Map.groupBy([...before, ...added], ({ index }) => Math.floor(index / TILE_WIDTH));
  for (const [number, entries] of tiles) {
    const listed = entries.slice(0, entries.length - (entries.length % PAGE_STEP));
    if ((listed.at(-1)?.index ?? -1) < first) continue;
    files.set(entriesPage(number), formatEntriesPage(origin, number, listed.map(shownEntry)));
  }
  return files;
}
