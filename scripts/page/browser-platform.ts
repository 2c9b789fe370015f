import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

import type { Plugin } from 'esbuild';

import { schemaModule } from './schema-module.ts';

/** What is Node's alone, and what takes its place in a page: a twin has the exports of what it stands for. */
export type Twins = Readonly<Record<string, string | undefined>>;

/** Those of the page that verifies a release. */
const TWINS: Twins = {
  'core/common/compile-schema.ts': 'page/platform/compile-schema.ts',
  'core/common/sha256.ts': 'page/platform/sha256.ts',
  'core/remembrancer/ledger/note/ed25519.ts': 'page/platform/ed25519.ts',
  crypto: 'page/platform/crypto.ts',
  util: 'page/platform/util.ts',
};

/** Where Node's other modules are said to be. They have nothing in them, and nothing of them may stay in the bundle. */
export const ABSENT = 'absent-in-a-browser';

/**
 * Bundles the sources under `root` for a browser, and JSON Schemas as the checks that they ask for. `others` are twins that
 * go before those of the page that verifies a release.
 */
export const browserPlatform = (root: string, others: Twins = {}): Plugin => ({
  name: 'browser-platform',
  setup(build) {
    const twins: Twins = { ...TWINS, ...others };
    build.onResolve({ filter: /^(crypto|util)$/ }, ({ path }) => ({
      path: resolve(root, twins[path] ?? ''),
      sideEffects: false,
    }));
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: ABSENT, sideEffects: false }));
    // Importing a source does no work, so what is not used of it is left out.
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      const file = relative(root, resolve(resolveDir, path)).split(sep).join('/');
      if (kind === 'entry-point' || !/^(core|page|ledger-schema)\//.test(file)) return undefined;
      return { path: resolve(root, twins[file] ?? file), sideEffects: false };
    });
    build.onLoad({ filter: /./, namespace: ABSENT }, () => ({ contents: 'module.exports = {};' }));
    build.onLoad({ filter: /\.schema\.json$/ }, async ({ path }) => ({
      contents: schemaModule(JSON.parse(await readFile(path, 'utf8')) as object),
      resolveDir: root,
    }));
  },
});
