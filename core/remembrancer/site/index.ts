export { makeSite, type SiteAssets } from './make-site.ts';
export type { SiteFile } from './pages/page.ts';
export { isSitePath } from './site-paths.ts';
export { readSite, type SiteOptions, type SiteView } from './site-view.ts';
