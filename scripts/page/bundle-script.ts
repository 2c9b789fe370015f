import { resolve } from 'node:path';

import { build, type BuildOptions } from 'esbuild';

import { ABSENT, browserPlatform, type Twins } from './browser-platform.ts';

export interface BundledScript {
  /** One classic script, in ASCII. */
  readonly code: string;
  /** The files that something of is in it, from the root of the project. */
  readonly sources: readonly string[];
}

/** The script of a page, `entry`, with all that it needs. Throws when that would be something of Node's. */
export async function bundleScript(root: string, entry: string, twins?: Twins): Promise<BundledScript> {
  const { outputFiles, metafile } = await build({ ...pageBuildOptions(root, twins), entryPoints: [entry] });
  const code = (outputFiles[0]?.text ?? '').trimEnd();
  const [output] = Object.values(metafile.outputs);
  const sources = Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [path] : [],
  );
  const absent = sources.filter((path) => path.startsWith(`${ABSENT}:`));
  const wanted = sources.filter((path) =>
    metafile.inputs[path]?.imports.some((each) => absent.includes(each.path)),
  );
  if (absent.length > 0) {
    throw new Error(
      `${wanted.join(', ')} would bring ${absent.join(', ')} of Node into the page; see scripts/page/browser-platform.ts.`,
    );
  }
  return { code, sources };
}

/** How sources of this project become one script for a browser. */
export const pageBuildOptions = (root: string, twins?: Twins) =>
  ({
    absWorkingDir: root,
    inject: [resolve(root, 'page/platform/buffer.ts')],
    // Else packages take it for a place to debug in, and write on the console.
    define: { 'globalThis.Buffer': 'Buffer', 'process.env.NODE_ENV': '"production"' },
    plugins: [browserPlatform(root, twins)],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2024',
    charset: 'ascii',
    // Names stay, for those who read the page, and in the words of an error.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
    tsconfigRaw: {},
  }) satisfies BuildOptions;
