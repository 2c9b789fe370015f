import { resolve } from 'node:path';

import type { SiteAssets } from '../../core/remembrancer/site/index.ts';
import { bundleScript } from '../page/bundle-script.ts';
import { bundleStyle } from '../page/bundle-style.ts';
import { thirdPartyNotices } from '../third-party.ts';

/** Where a page checks one record, the browser's own cryptography takes the place of Node's. */
const WEBCRYPTO = {
  'core/common/sha256.ts': 'page/site/platform/sha256.ts',
  'core/remembrancer/ledger/note/ed25519.ts': 'page/site/platform/ed25519.ts',
} as const;

const root = resolve(import.meta.dirname, '..', '..');

/** The scripts and the style of `vaultmesh site`, made from page/ and core/: the same from the same source and packages. */
export async function makeSiteAssets(): Promise<SiteAssets> {
  const [style, verify, search] = await Promise.all([
    bundleStyle(root, 'page/site/site.css'),
    bundleScript(root, 'page/site/verify-record.ts', WEBCRYPTO),
    bundleScript(root, 'page/site/search-records.ts'),
  ]);
  return {
    style,
    verifyScript: `${verify.code}\n`,
    searchScript: `${search.code}\n`,
    notices: `${await thirdPartyNotices(root, [...verify.sources, ...search.sources])}\n`,
  };
}
