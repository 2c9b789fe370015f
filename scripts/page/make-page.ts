import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { transform } from 'esbuild';

import { assemblePage } from './assemble-page.ts';
import { bundleScript } from './bundle-script.ts';
import { thirdPartyNotices } from '../third-party.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** The page that verifies, made from page/ and core/: one HTML file, the same from the same source and packages. */
export async function makePage(): Promise<string> {
  const text = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
  const [template, palette, css, manifest, { code, sources }] = await Promise.all([
    text('page/index.html'),
    text('page/palette.css'),
    text('page/page.css'),
    text('package.json'),
    bundleScript(root, 'page/main.ts'),
  ]);
  const style = await transform(palette + css, {
    loader: 'css',
    minify: true,
    target: 'es2024',
    logLevel: 'silent',
  });
  const { version } = JSON.parse(manifest) as { version: string };
  return assemblePage({
    template,
    style: style.code.trimEnd(),
    script: code,
    notices: await thirdPartyNotices(root, sources),
    version,
  });
}
