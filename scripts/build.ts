/**
 * `npm run build` compiles the sources into build/ and bundles each Action into its dist/, which is committed because
 * GitHub runs it as it is. `npm run build -- --check` bundles into a temporary folder instead, and fails when a
 * committed bundle is not what the source gives.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

import { minify } from '@swc/core';

import { bundleCli } from './bundle-cli.ts';
import { thirdPartyNotices } from './third-party.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const ACTIONS = ['assets', 'sign', 'timestamp', 'append', 'verify', 'backfill', 'spawn', 'covenant'] as const;

/** The threads that an Action starts, which stand beside its bundle under their own names. */
const THREADS: Readonly<Partial<Record<string, readonly string[]>>> = {
  covenant: ['core/remembrancer/ledger/fsck/tile-worker.js'],
};

const distOf = (action: string): string => join(root, 'actions', action, 'dist');

async function compile(): Promise<void> {
  await rm(join(root, 'build'), { recursive: true, force: true });
  await node('node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json');
  await bundleCli(root, join(root, 'build'));
}

/** ncc puts what is imported lazily into chunks of their own, and minifies none of them; swc does. */
async function bundle(action: string, out: string): Promise<void> {
  await rm(out, { recursive: true, force: true });
  const stats = join(out, 'stats.json');
  await ncc(join('build', 'actions', action, 'src', 'index.js'), out, '--stats-out', stats);
  for (const thread of THREADS[action] ?? []) {
    const own = join(out, 'thread');
    await ncc(join('build', thread), own);
    await rename(join(own, 'index.js'), join(out, basename(thread)));
    await rm(own, { recursive: true });
  }
  const { modules } = JSON.parse(await readFile(stats, 'utf8')) as Modules;
  await rm(stats);
  // By its option --license ncc tells of the packages in one of the chunks only.
  await writeFile(join(out, 'licenses.txt'), `${await thirdPartyNotices(root, namesOf(modules))}\n`);
  for (const name of await filesIn(out)) {
    if (!name.endsWith('.js')) continue;
    const source = await readFile(join(out, name), 'utf8');
    const { code } = await minify(source, {
      module: true,
      ecma: 2022,
      compress: true,
      mangle: true,
      format: { comments: false },
    });
    await writeFile(join(out, name), code);
  }
}

/** Of webpack's statistics; a module can be several that were put together. */
interface Modules {
  readonly modules?: readonly (Modules & { readonly name?: string })[];
}

const namesOf = (modules: Modules['modules'] = []): string[] =>
  modules.flatMap(({ name = '', modules: inner }) => [name, ...namesOf(inner)]);

async function sizeOf(directory: string): Promise<number> {
  const contents = await Promise.all(
    (await filesIn(directory)).map((name) => readFile(join(directory, name))),
  );
  return contents.reduce((total, { length }) => total + length, 0);
}

/** The files of `one`, as paths from the root, that are not the same in `other`, or are in one of both only. */
async function differences(one: string, other: string): Promise<string[]> {
  const names = new Set([...(await filesIn(one)), ...(await filesIn(other))]);
  const differing: string[] = [];
  for (const name of [...names].sort()) {
    const [a, b] = await Promise.all([contentOf(join(one, name)), contentOf(join(other, name))]);
    if (a === undefined || b === undefined || !a.equals(b)) differing.push(relative(root, join(one, name)));
  }
  return differing;
}

async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}

const ncc = (entry: string, out: string, ...options: string[]): Promise<void> =>
  node(
    'node_modules/@vercel/ncc/dist/ncc/cli.js',
    ...['build', entry, '--out', out, '--no-cache', '--no-source-map-register', '--quiet', ...options],
  );

async function node(...argv: string[]): Promise<void> {
  try {
    await run(process.execPath, argv, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${String(argv[0])} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** Bundles every Action into its folder, as many at a time as there are cores. */
async function bundleAll(folderOf: (action: string) => string): Promise<void> {
  const waiting: string[] = [...ACTIONS];
  const work = async (): Promise<void> => {
    for (let action = waiting.shift(); action !== undefined; action = waiting.shift()) {
      await bundle(action, folderOf(action));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

async function build(): Promise<void> {
  await compile();
  await bundleAll(distOf);
  for (const action of ACTIONS) {
    console.log(`actions/${action}/dist  ${Math.ceil((await sizeOf(distOf(action))) / 1024)} KiB`);
  }
}

async function check(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-build-'));
  try {
    await compile();
    await bundleAll((action) => join(directory, action));
    const differing: string[] = [];
    for (const action of ACTIONS) {
      differing.push(...(await differences(distOf(action), join(directory, action))));
    }
    if (differing.length === 0) return;
    console.error(`Not what the source builds; run "npm run build" and commit:\n${differing.join('\n')}`);
    process.exitCode = 1;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

await (process.argv.includes('--check') ? check() : build());
