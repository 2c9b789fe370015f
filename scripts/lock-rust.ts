import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromUtf8 } from '../core/common/bytes.ts';
import { parseSpawnRequest, renderService } from '../core/spawn/index.ts';
import { type Condition, shortestCondition } from './shortest-condition.ts';

/**
 * Writes the Cargo.lock of templates/rust: one lock of all combinations, in which a package, or a line of one, that only
 * some combinations have stands in an `if`. So all combinations have the same versions. Needs cargo.
 */

const TEMPLATE = new URL('../templates/rust/base/Cargo.lock.njk', import.meta.url);
const KINDS = ['service', 'worker'] as const;
const QUEUES = ['none', 'nats', 'rabbitmq'] as const;

/** Every combination, by the condition that a template knows it by. */
const COMBINATIONS = KINDS.flatMap((kind) =>
  [false, true].flatMap((mcp) => QUEUES.map((mq) => ({ kind, mcp, mq }) as const)),
);
type Combination = (typeof COMBINATIONS)[number];

/** The plainest first. */
const CONDITIONS: readonly Condition<Combination>[] = [
  ['service.mcp', ({ mcp }) => mcp],
  ['not service.mcp', ({ mcp }) => !mcp],
  ["service.kind == 'worker'", ({ kind }) => kind === 'worker'],
  ...QUEUES.flatMap((queue): Condition<Combination>[] => [
    [`service.mq == '${queue}'`, ({ mq }) => mq === queue],
    [`service.mq != '${queue}'`, ({ mq }) => mq !== queue],
  ]),
];

const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-lock-'));
try {
  // A workspace of all combinations has one version of each package; each combination then keeps what it needs of it.
  COMBINATIONS.forEach((combination) => writeProject(combination, true));
  writeFileSync(
    join(folder, 'Cargo.toml'),
    `[workspace]\nresolver = "3"\nmembers = [${COMBINATIONS.map((c) => JSON.stringify(name(c))).join(', ')}]\n`,
  );
  const everything = lock(folder);
  rmSync(join(folder, 'Cargo.toml'));
  const locks = COMBINATIONS.map((combination) => {
    const project = writeProject(combination, false);
    writeFileSync(join(project, 'Cargo.lock'), everything);
    return [combination, packages(lock(project))] as const;
  });
  writeFileSync(TEMPLATE, template(locks));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function name({ kind, mcp, mq }: Combination): string {
  return [kind, mq, ...(mcp ? ['mcp'] : [])].join('-');
}

function writeProject(combination: Combination, named: boolean): string {
  const request = parseSpawnRequest({ name: 'my-service', owner: 'acme', language: 'rust', ...combination });
  const file = renderService(request, {}).find(({ path }) => path === 'Cargo.toml');
  if (file === undefined) throw new Error('templates/rust has no Cargo.toml.');
  const text = fromUtf8(file.content);
  const project = join(folder, name(combination));
  mkdirSync(join(project, 'src'), { recursive: true });
  writeFileSync(join(project, 'src', 'main.rs'), '');
  writeFileSync(
    join(project, 'Cargo.toml'),
    named ? text.replace('"app"', JSON.stringify(name(combination))) : text,
  );
  return project;
}

/** The lock of a project, which keeps the versions of a lock that is there. */
function lock(project: string): string {
  execFileSync('cargo', ['metadata', '--quiet', '--format-version', '1'], {
    cwd: project,
    maxBuffer: 1 << 28,
  });
  return readFileSync(join(project, 'Cargo.lock'), 'utf8');
}

/** Each package's block, by its first lines; what stands before them is by ''. */
function packages(text: string): Map<string, string[]> {
  const [head = '', ...blocks] = text.split('\n[[package]]\n');
  return new Map([
    ['', head.trimEnd().split('\n')],
    ...blocks.map((block): [string, string[]] => {
      const lines = ['[[package]]', ...block.trimEnd().split('\n')];
      return [lines.slice(1, 3).join('\n'), lines];
    }),
  ]);
}

function template(locks: readonly (readonly [Combination, Map<string, string[]>])[]): string {
  const keys = [...new Set(locks.flatMap(([, known]) => [...known.keys()]))].sort(byText);
  return keys
    .map((key) => {
      const having = locks.filter(([, known]) => known.has(key));
      const users = having.map(([user]) => user);
      const lines = merged(having.map(([, known]) => known.get(key) ?? [])).map((line) => {
        const some = having.filter(([, known]) => known.get(key)?.includes(line)).map(([user]) => user);
        return guarded(`${line}\n`, some, users);
      });
      return guarded((key === '' ? '' : '\n') + lines.join(''), users, COMBINATIONS);
    })
    .join('');
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The lines of all blocks, each once, in an order that all blocks have. */
function merged(blocks: readonly (readonly string[])[]): string[] {
  const longest = [...blocks].sort((a, b) => b.length - a.length);
  const all: string[] = [];
  for (const block of longest) {
    let place = 0;
    for (const line of block) {
      const found = all.indexOf(line);
      if (found === -1) all.splice(place, 0, line);
      place = (found === -1 ? place : found) + 1;
    }
  }
  const sorted = all.filter((line) => line.startsWith(' "')).sort(byText);
  return all.map((line) => (line.startsWith(' "') ? (sorted.shift() ?? line) : line));
}

/** The text, in an `if` when only some of all who come by have it. */
function guarded(text: string, having: readonly Combination[], all: readonly Combination[]): string {
  if (having.length === all.length) return text;
  return `{% if ${shortestCondition(CONDITIONS, all, having)} %}\n${text}{% endif %}\n`;
}
