import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startGitHub } from '../../../sandbox/github/index.ts';
import { startApp } from '../../../sandbox/world/app-process.ts';
import { registerApp } from '../../../sandbox/world/register-app.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The last stage of the image. */
let stage: string;
/** A folder with what that stage copies, and nothing else. */
let image: string;

/** Brings what the first stage has at `/src/{name}`: what is compiled, what npm leaves of the packages, or the file itself. */
async function bring(name: string, to: string): Promise<void> {
  if (name === 'build') {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const project = join(root, 'tsconfig.build.json');
    await run(process.execPath, [tsc, '--project', project, '--noCheck', '--outDir', to]);
  } else if (name === 'node_modules') {
    const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
    // What is for another kind of machine is not there, and what is inside another package comes with that.
    const kept = Object.entries(lock.packages)
      .filter(([path, { dev }]) => path !== '' && dev !== true && !path.includes('/node_modules/'))
      .map(([path]) => path)
      .filter((path) => existsSync(join(root, path)) || lock.packages[path]?.optional !== true);
    for (const [folder, paths] of Map.groupBy(kept, dirname)) {
      await mkdir(join(to, '..', folder), { recursive: true });
      await run('cp', ['-R', ...paths.map((path) => join(root, path)), join(to, '..', folder)]);
    }
  } else {
    await cp(join(root, name), to, { recursive: true });
  }
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: true; readonly optional?: true }>>;
}

beforeAll(async () => {
  const dockerfile = await readFile(join(root, 'app/deploy/Dockerfile'), 'utf8');
  stage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  image = await mkdtemp(join(tmpdir(), 'vaultmesh-image-'));
  const copies = [...stage.matchAll(/^COPY (.*)$/gmu)].map(([, parts = '']) => parts.split(' '));
  expect(copies.length).toBeGreaterThan(3);
  for (const [from, source = '', to = ''] of copies) {
    expect([from, source]).toEqual(['--from=build', expect.stringMatching(/^\/src\/[\w.-]+$/)]);
    const name = source.slice('/src/'.length);
    await bring(name, join(image, to === './' ? name : to));
  }
}, 300_000);
afterAll(() => rm(image, { recursive: true, force: true }));

it('what the image has is all that the app needs to start, and to answer on the paths that are asked for', async () => {
  const [, command = ''] = /^CMD (\[.*\])$/mu.exec(stage) ?? [];
  const [program, main = ''] = JSON.parse(command) as string[];
  expect(program).toBe('node');
  const github = await startGitHub();
  try {
    const { port, environment } = await registerApp(github, 'example.org/witness');
    // Ready: GitHub knows it.
    const app = await startApp(
      port,
      { ...environment, NODE_ENV: 'production' },
      undefined,
      join(image, main),
    );
    try {
      const workload = await readFile(join(root, 'app/deploy/kubernetes/workload.yaml'), 'utf8');
      const paths = new Set(
        [...`${stage}${workload}`.matchAll(/\/(?:livez|readyz)\b/gu)].map(([path]) => path),
      );
      expect(paths).toEqual(new Set(['/livez', '/readyz']));
      for (const path of paths) expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(200);
    } finally {
      await app.stop();
    }
  } finally {
    await github.stop();
  }
});

it('what it reads beside its code is found there: templates, their pins, and the schemas', async () => {
  const modules = [
    'core/spawn/pins.js',
    'core/spawn/templates-directory.js',
    'app/checks/covenant-of-change.js',
  ];
  const [pins, templates, covenant] = modules.map((path) => JSON.stringify(join(image, 'build', path)));
  const script = `
    const { readPins } = await import(${pins});
    const { templatesDirectory } = await import(${templates});
    await import(${covenant});
    console.log(Object.keys(readPins(templatesDirectory())).length > 0, templatesDirectory());`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: image });
  expect(stdout.trim()).toBe(`true ${join(image, 'templates')}/`);
});
