import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { pageBuildOptions } from '../../../scripts/page/bundle-script.ts';
import { project } from '../../project.ts';

/** The exports of `source`, built as the page is, with nothing of Node's, and imported here. */
export async function importForBrowser(source: string): Promise<unknown> {
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-page-'));
  try {
    const { outputFiles } = await build({
      ...pageBuildOptions(project),
      format: 'esm',
      stdin: { contents: source, resolveDir: project },
    });
    const path = join(directory, 'built.mjs');
    await writeFile(path, outputFiles[0]!.text);
    return (await import(pathToFileURL(path).href)) as unknown;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
