/**
 * Installs the outsiders' tools that `npm run test:interop` uses, at the versions of interop-tools.json, into
 * `.cache/interop`: Go programs into bin/, Python programs into venv/, npm packages into node_modules/. Does nothing for
 * what is there already.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tools from './interop-tools.json' with { type: 'json' };

const cache = fileURLToPath(new URL('../.cache/interop/', import.meta.url));

/** In ms. Beside the tests, which come first, the largest program takes long to compile. */
const TIMEOUT = 1_800_000;

function run(program: string, args: string[], cwd = cache): void {
  console.log(`+ ${program} ${args.join(' ')}`);
  execFileSync(program, args, { stdio: 'inherit', timeout: TIMEOUT, cwd });
}

/** Runs `install` unless a note beside the tools says that exactly `wanted` is installed. */
function once(name: string, wanted: object, install: () => void): void {
  const note = join(cache, `${name}.installed.json`);
  const text = JSON.stringify(wanted);
  if (existsSync(note) && readFileSync(note, 'utf8') === text) return;
  install();
  writeFileSync(note, text);
}

mkdirSync(cache, { recursive: true });

// Not `go install`, which wants to know the module's newest version too: not every proxy lists versions.
once('go', tools.go, () => {
  for (const [name, address] of Object.entries(tools.go)) {
    const module = join(cache, 'go', name);
    rmSync(module, { recursive: true, force: true });
    mkdirSync(module, { recursive: true });
    run('go', ['mod', 'init', `tools/${name}`], module);
    run('go', ['get', '-tool', address], module);
    run('go', ['build', '-o', join(cache, 'bin', name), address.replace(/@.*/, '')], module);
  }
});

once('python', tools.python, () => {
  const venv = join(cache, 'venv');
  run('python3', ['-m', 'venv', venv]);
  const packages = Object.entries(tools.python).map(([name, version]) => `${name}==${version}`);
  run(join(venv, 'bin/python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    ...packages,
  ]);
});

once('npm', tools.npm, () => {
  writeFileSync(join(cache, 'package.json'), JSON.stringify({ private: true, dependencies: tools.npm }));
  run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--ignore-scripts',
    '--prefix',
    cache,
  ]);
});
