/** How many records a page lists. */
export const PAGE_ROWS = 500;

/** The pages that stand alone, and what they are made with. */
export const PATHS = {
  overview: 'index.html',
  search: 'search.html',
  feed: 'feed.atom',
  style: 'assets/site.css',
  icon: 'assets/icon.svg',
  verifyScript: 'assets/verify.js',
  searchScript: 'assets/search.js',
  notices: 'assets/licenses.txt',
} as const;

/** The page of the entry `index`, for as long as the log is. */
export const recordPage = (index: number): string => `records/${index}.html`;

/** The `number`-th page, from 1, of the records of `kind`; the first one has the oldest. */
export const listPage = (kind: string, number: number): string => `kind/${kind}/${number}.html`;
export const timelinePage = (number: number): string => `timeline/${number}.html`;
export const graphPage = (number: number): string => `graph/${number}.html`;
export const badgeFile = (name: string): string => `badge/${name}.json`;

/** How many pages so many items fill: one at least. */
export const pageCount = (items: number, rows: number = PAGE_ROWS): number =>
  Math.max(1, Math.ceil(items / rows));

/** The address of the file `to` on a page at `from`, both from the root of the site. */
export const linkFrom = (from: string, to: string): string => '../'.repeat(from.split('/').length - 1) + to;

/** Whether a path is one that a site may have: below its folder, in words that mean nothing to any file system. */
export const isSitePath = (path: string): boolean =>
  /^(?:[a-z0-9-]+\/){0,2}[a-z0-9-]+\.(?:html|atom|json|css|js|svg|txt)$/u.test(path) && path.length <= 100;
