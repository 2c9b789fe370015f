import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromUtf8 } from '../core/common/bytes.ts';
import { parseSpawnRequest, renderService } from '../core/spawn/index.ts';
import { type Condition, shortestCondition } from './shortest-condition.ts';

/**
 * Writes templates/typescript/base/package-lock.json.njk: one lock of every option, in which a package that only some
 * options need stands in an `if`. So all combinations have the same versions. Needs npm.
 */

const TEMPLATE = new URL('../templates/typescript/base/package-lock.json.njk', import.meta.url);
const BROKERS = ['none', 'rabbitmq', 'nats'] as const;
const COMBINATIONS = [false, true].flatMap((mcp) => BROKERS.map((mq) => ({ mcp, mq })));
type Combination = (typeof COMBINATIONS)[number];

/** The plainest first. */
const CONDITIONS: readonly Condition<Combination>[] = [
  ['true', () => true],
  ['service.mcp', ({ mcp }) => mcp],
  ['not service.mcp', ({ mcp }) => !mcp],
  ...BROKERS.flatMap((broker): Condition<Combination>[] => [
    [`service.mq == '${broker}'`, ({ mq }) => mq === broker],
    [`service.mq != '${broker}'`, ({ mq }) => mq !== broker],
  ]),
];

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}
/** What npm says of the packages, by their place in node_modules; the repository itself is at ''. */
type Packages = Readonly<Record<string, object>>;

/** An element of a JSON object, and when it is there. */
interface Block {
  readonly condition: string;
  readonly text: string;
}

const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-lock-'));
try {
  const manifests = COMBINATIONS.map(manifestOf);
  const dependencies = Object.assign({}, ...manifests.map((manifest) => manifest.dependencies)) as object;
  const everything = lock('everything', { ...manifests[0], dependencies });
  const whole = JSON.stringify({ lockfileVersion: 3, requires: true, packages: everything });
  const locks = manifests.map((manifest, at) => lock(String(at), manifest, whole));
  writeFileSync(TEMPLATE, template(Object.keys(everything), locks));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function manifestOf(combination: Combination): Manifest {
  const request = parseSpawnRequest({
    name: 'my-service',
    owner: 'acme',
    language: 'typescript',
    ...combination,
  });
  const file = renderService(request, {}).find(({ path }) => path === 'package.json');
  if (file === undefined) throw new Error('templates/typescript has no package.json.');
  return JSON.parse(fromUtf8(file.content)) as Manifest;
}

/** What npm locks for a manifest, with the versions of `known` where it has them. */
function lock(name: string, manifest: object, known?: string): Packages {
  const directory = join(folder, name);
  mkdirSync(directory);
  writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
  if (known !== undefined) writeFileSync(join(directory, 'package-lock.json'), known);
  const settings = [
    '--package-lock-only',
    '--omit-lockfile-registry-resolved',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ];
  execFileSync('npm', ['install', '--silent', ...settings], { cwd: directory });
  return (JSON.parse(readFileSync(join(directory, 'package-lock.json'), 'utf8')) as { packages: Packages })
    .packages;
}

function template(places: readonly string[], locks: readonly Packages[]): string {
  const blocks = places.filter((place) => place !== '').flatMap((place) => blocksOf(place, locks));
  const name = '{= service.name | json =}';
  const head = `{\n  "name": ${name},\n  "version": "0.1.0",\n  "lockfileVersion": 3,\n  "requires": true,\n  "packages": {\n`;
  return `${head}${rootOf(locks)},\n${listOf(blocks)}  }\n}\n`;
}

/** The elements of a JSON object, with commas between those that the options leave. */
function listOf(blocks: readonly Block[]): string {
  const lastAlways = blocks.findLastIndex(({ condition }) => condition === 'true');
  const lines = blocks.map(({ condition, text }, at) => {
    const later = [...new Set(blocks.slice(at + 1).map((block) => block.condition))];
    const comma = at < lastAlways ? ',' : later.length === 0 ? '' : `{= ',' if ${later.join(' or ')} =}`;
    return condition === 'true'
      ? `${text}${comma}\n`
      : `{% if ${condition} %}\n${text}${comma}\n{% endif %}\n`;
  });
  return lines.join('');
}

/** A package as text, once for each different thing that npm says of it. */
function blocksOf(place: string, locks: readonly Packages[]): Block[] {
  const variants = new Map<string, number[]>();
  for (const [at, packages] of locks.entries()) {
    const found = packages[place];
    if (found === undefined) continue;
    const text = indented(place, found);
    variants.set(text, [...(variants.get(text) ?? []), at]);
  }
  return [...variants].map(([text, needed]) => ({ condition: conditionOf(needed), text }));
}

/** A condition that holds in exactly these combinations. */
function conditionOf(needed: readonly number[]): string {
  const wanted = COMBINATIONS.filter((_, at) => needed.includes(at));
  return shortestCondition(CONDITIONS, COMBINATIONS, wanted);
}

/** The repository itself: what package.json says, which is a template too. */
function rootOf(locks: readonly Packages[]): string {
  const all = locks.map((packages) => packages[''] as Manifest & Readonly<Record<string, unknown>>);
  const names = [...new Set(all.flatMap(({ dependencies }) => Object.keys(dependencies)))].sort();
  const blocks = names.flatMap((name) => {
    const needed = all.flatMap(({ dependencies }, at) => (name in dependencies ? [at] : []));
    const version = all.map(({ dependencies }) => dependencies[name]).find(Boolean);
    return [{ condition: conditionOf(needed), text: `        "${name}": "${version}"` }];
  });
  const [first] = all;
  const rest = { devDependencies: first?.['devDependencies'], engines: first?.['engines'] };
  const tail = JSON.stringify(rest, null, 2).slice(2, -2).replace(/^/gm, '    ');
  return `    "": {\n      "name": {= service.name | json =},\n      "version": "0.1.0",\n      "dependencies": {\n${listOf(blocks)}      },\n${tail}\n    }`;
}

function indented(place: string, value: object): string {
  return `${JSON.stringify(place)}: ${JSON.stringify(value, null, 2)}`.replace(/^/gm, '    ');
}
