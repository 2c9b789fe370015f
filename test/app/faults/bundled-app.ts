import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Plugin, stop } from 'esbuild';
import { project } from '../../project.ts';

/** Two levels below the project, as the app's own sources are: from there it looks for the templates. */
const FOLDER = join(project, '.cache/app-under-test');

/** Packages that are CommonJS ask for Node's own modules by `require`; there are no others. */
const REQUIRE = 'const require = process.getBuiltinModule;';

const SHORT_PAUSES = join(import.meta.dirname, 'short-pauses');

const shortPauses: Plugin = {
  name: 'short-pauses',
  setup: (order) => {
    const path = join(SHORT_PAUSES, 'timers-promises.ts');
    order.onResolve({ filter: /^node:timers\/promises$/ }, ({ importer }) =>
      importer === path ? { external: true } : { path },
    );
  },
};

/**
 * The path of the app as one program, which starts in a fraction of the time that some hundred modules take, and pauses a quarter
 * as long between attempts: it is killed and started again thousands of times.
 */
export function bundledApp(): Promise<string> {
  return (built ??= bundle());
}

/** Of this process, for all its worlds. */
let built: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: { main: 'app/main.ts' },
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    banner: { js: REQUIRE },
    inject: [join(SHORT_PAUSES, 'timers.ts')],
    plugins: [shortPauses],
    write: false,
    logLevel: 'warning',
    tsconfigRaw: {},
  });
  await stop();
  for (const { path, contents } of outputFiles) await put(path, contents);
  return join(FOLDER, 'main.mjs');
}

/** Several processes may come to this at once, and others may run what is there. */
async function put(path: string, contents: Uint8Array): Promise<void> {
  const present = await readFile(path).catch(() => undefined);
  if (present?.equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, contents);
  await rename(`${path}.${process.pid}`, path);
}
