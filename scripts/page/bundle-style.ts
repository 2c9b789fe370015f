import { build } from 'esbuild';

/** The style of a page, `entry`, with what it imports, in that order: CSS as short as it can be. */
export async function bundleStyle(root: string, entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    target: 'es2024',
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text ?? '';
}
