import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { assemblePage } from './assemble-page.ts';
import { bundleScript } from './bundle-script.ts';
import { bundleStyle } from './bundle-style.ts';
import { thirdPartyNotices } from '../third-party.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** The page that verifies, made from page/ and core/: one HTML file, the same from the same source and packages. */
export async function makePage(): Promise<string> {
  const text = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
  const [template, style, manifest, { code, sources }] = await Promise.all([
    text('page/index.html'),
    bundleStyle(root, 'page/page.css'),
    text('package.json'),
    bundleScript(root, 'page/main.ts'),
  ]);
  const { version } = JSON.parse(manifest) as { version: string };
  return assemblePage({
    template,
    style: style.trimEnd(),
    script: code,
    notices: await thirdPartyNotices(root, sources),
    version,
  });
}
