import { type LedgerHead, type LedgerStore, readProvenEntries } from '../ledger/index.ts';
import { siteFeed } from './site-feed.ts';
import { siteBadges } from './site-badges.ts';
import { graphPages } from './pages/graph-pages.ts';
import { listPages } from './pages/list-pages.ts';
import { overviewPage } from './pages/overview-page.ts';
import type { SiteFile } from './pages/page.ts';
import { recordPageOf } from './pages/record-page.ts';
import { searchPage } from './pages/search-page.ts';
import { timelinePages } from './pages/timeline-pages.ts';
import { siteIcon } from './site-icon.ts';
import { PATHS } from './site-paths.ts';
import type { SiteView } from './site-view.ts';

/** What the pages are shown and work with: text files, made from page/site. */
export interface SiteAssets {
  readonly style: string;
  readonly verifyScript: string;
  readonly searchScript: string;
  /** The licences of the packages in the scripts. */
  readonly notices: string;
}

/**
 * The files of a static site of what a ledger remembers, one after another: the same ones, byte for byte, for the same site.
 * `store` and `ledger` are those that the site was read from: the receipts of a long log are read again, not kept.
 */
export async function* makeSite(
  site: SiteView,
  assets: SiteAssets,
  store: LedgerStore,
  ledger: LedgerHead,
): AsyncGenerator<SiteFile> {
  yield overviewPage(site);
  yield searchPage(site);
  yield siteFeed(site);
  yield* siteBadges(site);
  for (const [kind, records] of site.kinds) yield* listPages(site, kind, records);
  yield* timelinePages(site);
  yield* graphPages(site);
  yield { path: PATHS.style, content: assets.style };
  yield { path: PATHS.icon, content: siteIcon };
  yield { path: PATHS.verifyScript, content: assets.verifyScript };
  yield { path: PATHS.searchScript, content: assets.searchScript };
  yield { path: PATHS.notices, content: assets.notices };
  const byIndex = new Map(site.memory.records.map((record) => [record.index, record]));
  for await (const entries of readProvenEntries(store, ledger, site.memory.size)) {
    for (const entry of entries) {
      const record = byIndex.get(entry.index);
      // An operation is recorded once: a second entry of its id is no record.
      if (record !== undefined) yield recordPageOf(site, record, entry);
    }
  }
}
