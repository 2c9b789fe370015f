import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

import { build, type Plugin } from 'esbuild';

import { compiledRequestSchema, compiledTemplates } from './compiled-templates.ts';
import { schemaModule } from './page/schema-module.ts';
import { makeSiteAssets } from './site/make-site-assets.ts';
import { thirdPartyNotices } from './third-party.ts';

/** Packages that are CommonJS ask for Node's own modules by `require`; there are no others. */
const REQUIRE = 'const require = process.getBuiltinModule;';

/**
 * Makes `cli/main.js` and `cli/remembrancer.js` in `out` of the sources under `root` and the packages that they use: some modules, of which a
 * command reads the few that it needs, and JSON Schemas as the checks that they ask for. A start takes two thirds of the
 * time that several hundred small files take. Beside it are the licences of the packages.
 */
export async function bundleCli(root: string, out: string): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    // The worker stands beside the chunks, where core/remembrancer/ledger/fsck/tile-pool.ts looks for it.
    entryPoints: {
      main: 'cli/main.ts',
      remembrancer: 'cli/remembrancer.ts',
      'tile-worker': 'core/remembrancer/ledger/fsck/tile-worker.ts',
    },
    outdir: join(out, 'cli'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    banner: { js: REQUIRE },
    // Half of what Node has to parse.
    minify: true,
    plugins: [compiledSpawn(root), compiledSite(root), compiledSchemas(root)],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    tsconfigRaw: {},
  });
  const sources = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  await writeFile(join(out, 'cli', 'licenses.txt'), `${await thirdPartyNotices(root, sources)}\n`);
}

/** Templates, and the schema of a request, which depends on what templates there are. */
const compiledSpawn = (root: string): Plugin => ({
  name: 'compiled-spawn',
  setup(build) {
    const templates = join(root, 'templates');
    build.onLoad({ filter: /core\/spawn\/compiled-templates\.ts$/ }, async () => ({
      contents: await compiledTemplates(templates),
    }));
    build.onLoad({ filter: /core\/spawn\/compile-request-schema\.ts$/ }, () => ({
      contents: compiledRequestSchema(templates),
      resolveDir: root,
    }));
  },
});

/** The scripts and the style of `vaultmesh site`, which a bundler has to make. */
const compiledSite = (root: string): Plugin => ({
  name: 'compiled-site',
  setup(build) {
    build.onLoad({ filter: /cli\/site\/site-assets\.ts$/ }, async () => ({
      contents: `const assets = ${JSON.stringify(await makeSiteAssets())};\nexport const siteAssets = () => Promise.resolve(assets);\n`,
      resolveDir: root,
    }));
  },
});

const compiledSchemas = (root: string): Plugin => ({
  name: 'compiled-schemas',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      const file = relative(root, resolve(resolveDir, path)).split(sep).join('/');
      if (kind === 'entry-point' || !/^(core|cli)\//.test(file)) return undefined;
      const twin = file === 'core/common/compile-schema.ts' ? 'page/platform/compile-schema.ts' : file;
      // Importing a source does no work, so what is not used of it is left out.
      return { path: resolve(root, twin), sideEffects: false };
    });
    build.onLoad({ filter: /\.schema\.json$/ }, async ({ path }) => ({
      contents: schemaModule(JSON.parse(await readFile(path, 'utf8')) as object),
      resolveDir: root,
    }));
  },
});
