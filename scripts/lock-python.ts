import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSpawnRequest, renderService } from '../core/spawn/index.ts';

/**
 * Writes the two requirements files of templates/python: one lock of every option, in which a package that only some
 * options need stands in an `if`. So all combinations have the same versions. Needs uv.
 */

const TEMPLATES = new URL('../templates/python/base/', import.meta.url);
const OPTIONS = {
  'service.mcp': { mcp: true },
  "service.mq == 'rabbitmq'": { mq: 'rabbitmq' },
  "service.mq == 'nats'": { mq: 'nats' },
} as const;

type Lock = ReadonlyMap<string, string>;

const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-lock-'));
try {
  const everything = compile(pyproject({ mcp: true, mq: 'rabbitmq' }), pyproject({ mq: 'nats' }));
  const versions = [...everything.values()].map((block) => block.split(' \\')[0]).join('\n');
  writeFileSync(join(folder, 'versions.txt'), `${versions}\n`);
  for (const [file, dev] of [
    ['requirements.txt', false],
    ['requirements-dev.txt', true],
  ] as const) {
    const locks = Object.entries({ always: {}, ...OPTIONS }).map(
      ([condition, option]) => [condition, compileFor(option, dev)] as const,
    );
    writeFileSync(new URL(`${file}.njk`, TEMPLATES), template(everything, locks));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pyproject(option: object): string {
  const request = parseSpawnRequest({ name: 'my-service', owner: 'acme', ...option });
  const file = renderService(request, {}).find(({ path }) => path === 'pyproject.toml');
  // uv knows groups only of a file of this name.
  const project = join(folder, JSON.stringify(option).replace(/\W/g, '') || 'default');
  mkdirSync(project, { recursive: true });
  const path = join(project, 'pyproject.toml');
  writeFileSync(path, file?.content ?? '');
  return path;
}

/** A lock of everything that the projects and their development groups need, with the newest versions. */
function compile(...projects: readonly string[]): Lock {
  const groups = projects.slice(0, 1).flatMap((project) => ['--group', `${project}:dev`]);
  return uv(...projects, ...groups, '--upgrade');
}

function compileFor(option: object, dev: boolean): Lock {
  const project = pyproject(option);
  const group = dev ? ['--group', `${project}:dev`] : [];
  return uv(project, ...group, '--constraint', join(folder, 'versions.txt'));
}

function uv(...words: readonly string[]): Lock {
  const settings = ['--quiet', '--universal', '--generate-hashes', '--no-header', '--no-annotate'];
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 } as const;
  const lock = execFileSync(
    'uv',
    ['pip', 'compile', ...settings, '--python-version', '3.11', ...words],
    options,
  );
  return new Map(lock.split(/\n(?=\S)/).map((block) => [block.split('==')[0] ?? '', block.trimEnd()]));
}

function template(everything: Lock, locks: readonly (readonly [string, Lock])[]): string {
  const blocks = [...everything.keys()].sort().map((name) => {
    const needed = locks.filter(([, lock]) => lock.has(name));
    const block = needed[0]?.[1].get(name);
    if (block === undefined) return '';
    if (needed.some(([, lock]) => lock.get(name) !== block)) throw new Error(`${name} has several locks.`);
    if (needed[0]?.[0] === 'always') return `${block}\n`;
    return `{% if ${needed.map(([condition]) => condition).join(' or ')} %}\n${block}\n{% endif %}\n`;
  });
  return blocks.join('');
}
