import type { SiteAssets } from '../../core/remembrancer/site/index.ts';

/**
 * The scripts and the style of the site. Here they are made of the sources, which takes a second; when the program is built,
 * scripts/bundle-cli.ts puts them in the place of this file, so that an installed command needs no bundler.
 */
export async function siteAssets(): Promise<SiteAssets> {
  const { makeSiteAssets } = await import('../../scripts/site/make-site-assets.ts');
  return makeSiteAssets();
}
