import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { transform } from 'esbuild';

import type { SiteAssets } from '../../core/remembrancer/site/index.ts';
import { bundleScript } from '../page/bundle-script.ts';
import { thirdPartyNotices } from '../third-party.ts';

/** Where a page checks one record, the browser's own cryptography takes the place of Node's. */
const WEBCRYPTO = {
  'core/common/sha256.ts': 'page/site/platform/sha256.ts',
  'core/remembrancer/ledger/note/ed25519.ts': 'page/site/platform/ed25519.ts',
} as const;

const root = resolve(import.meta.dirname, '..', '..');

/** The scripts and the style of `vaultmesh site`, made from page/ and core/: the same from the same source and packages. */
export async function makeSiteAssets(): Promise<SiteAssets> {
  const text = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
  const [palette, css, verify, search] = await Promise.all([
    text('page/palette.css'),
    text('page/site/site.css'),
    bundleScript(root, 'page/site/verify-record.ts', WEBCRYPTO),
    bundleScript(root, 'page/site/search-records.ts'),
  ]);
  const style = await transform(palette + css, {
    loader: 'css',
    minify: true,
    target: 'es2024',
    logLevel: 'silent',
  });
  return {
    style: style.code,
    verifyScript: `${verify.code}\n`,
    searchScript: `${search.code}\n`,
    notices: `${await thirdPartyNotices(root, [...verify.sources, ...search.sources])}\n`,
  };
}
