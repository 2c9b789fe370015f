import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import { receiptBytes } from '../../core/remembrancer/receipt/index.ts';
import { sampleReceipt as memoryReceipt } from '../core/remembrancer/memory/sample-entries.ts';
import { SAMPLES } from '../core/remembrancer/decisions/samples.ts';
import { memoryTerminal } from './memory-terminal.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-adr-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function vaultmesh(...argv: string[]): Promise<{ code: number; printed: string; told: string }> {
  const { printed, told, ...terminal } = memoryTerminal({
    directory,
    environment: { PATH: process.env['PATH'] },
  });
  const code = await runProgram(argv, terminal);
  return { code, printed: printed.join('\n'), told: told.join('\n') };
}

const adr = (...argv: string[]) => vaultmesh('adr', ...argv);

async function result<Result>(...argv: string[]): Promise<Result> {
  const { printed } = await adr(...argv, '--json');
  return (JSON.parse(printed) as { result: Result }).result;
}

async function write(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(directory, path)), { recursive: true });
  await writeFile(join(directory, path), text);
}

const read = (path: string) => readFile(join(directory, path), 'utf8');

function git(...words: string[]): void {
  const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  execFileSync('git', ['-C', directory, ...person, ...words], { stdio: 'pipe' });
}

const decision = (status: string, body = 'Why.', more = '') =>
  `---\nstatus: ${status}\n${more}---\n\n# Use X\n\n## Context\n\n${body}\n\n## Decision\n\nX.\n`;

/** Runs the commands of a page, all of which end with 0, and returns how many there are. */
async function runCommands(page: string): Promise<number> {
  const commands = [...page.matchAll(/^vaultmesh (.*?)(?: +#.*)?$/gm)].map(([, words = '']) => words);
  for (const command of commands) {
    const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!);
    const { code, told } = await vaultmesh(...words);
    expect({ command, code, told: code === 0 ? '' : told }).toEqual({ command, code: 0, told: '' });
  }
  return commands.length;
}

it('the commands under "Decisions" of the README run in an empty repository', async () => {
  git('init', '--quiet');
  const page = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const [, commands = ''] = /^### Decisions\n[^]*?^```sh\n([^]*?)^```$/m.exec(page) ?? [];
  expect(await runCommands(commands)).toBe(9);
  const { items } = await result<{ items: unknown[] }>('list');
  expect(items).toMatchObject([
    { slug: 'use-mysql-for-orders', status: 'superseded', tags: ['database', 'orders'] },
    { slug: 'use-postgresql-for-orders', status: 'accepted', inForce: true },
  ]);
});

describe('docs/decisions.md', () => {
  it('has commands that do what it says', async () => {
    for (const [path, text] of Object.values(SAMPLES)) await write(`old/${basename(path)}`, text);
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=old');
    const page = await readFile(new URL('../../docs/decisions.md', import.meta.url), 'utf8');
    expect(await runCommands(page)).toBe(13);
    const { items } = await result<{ items: unknown[] }>('list');
    expect(items).toMatchObject([
      { slug: 'use-mysql-for-orders', status: 'superseded', inForce: false },
      { slug: 'use-postgresql-for-orders', status: 'proposed', inForce: false },
    ]);
  });

  it('names every rule', async () => {
    const page = await readFile(new URL('../../docs/decisions.md', import.meta.url), 'utf8');
    const rules = await readFile(
      new URL('../../core/remembrancer/decisions/lint/lint-decisions.ts', import.meta.url),
      'utf8',
    );
    const names = [...rules.matchAll(/rules\/([a-z-]+)\.ts/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('adr new', () => {
  it('prints the path of the draft, and overwrites none', async () => {
    expect(await adr('new', 'Use X')).toMatchObject({
      code: 0,
      printed: 'docs/adr/use-x.md is a draft. Write it, then: vaultmesh adr propose use-x',
    });
    const text = await read('docs/adr/use-x.md');
    expect(text).toMatch(/^---\nid: \w{26}\ntitle: Use X\nstatus: draft\ndate: 2026-11-20\n---\n\n# Use X\n/);
    const again = await adr('new', 'Use X');
    expect(again).toMatchObject({ code: 7, told: expect.stringContaining('it is there already') });
    expect(await read('docs/adr/use-x.md')).toBe(text);
  });

  it.each([
    [['Use X', '--affects', '../x'], 2, 'Nothing was written. "../x" means no path.'],
    [['Use X', '--review-by', 'soon'], 2, '"review-by" is "soon", which is not one day.'],
    [['Use X', '--supersedes', 'gone'], 3, 'There is no decision "gone".'],
    [['a\nb'], 2, 'A title is one line of text'],
  ])('refuses %j', async (argv, code, message) => {
    expect(await adr('new', ...argv)).toMatchObject({ code, told: expect.stringContaining(message) });
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('a change of status', () => {
  it('changes that word, and the second time nothing', async () => {
    const text = `\ufeff${decision('proposed # by ada')}`.replaceAll('\n', '\r\n');
    await write('docs/adr/use-x.md', text);
    expect(await adr('accept', 'use-x')).toMatchObject({
      code: 0,
      printed: 'docs/adr/use-x.md was proposed and is accepted now.',
    });
    expect(await read('docs/adr/use-x.md')).toBe(text.replace('proposed', 'accepted'));
    expect(await adr('accept', 'docs/adr/use-x.md')).toMatchObject({
      code: 0,
      printed: expect.stringContaining('already'),
    });
    expect(await adr('reject', 'use-x.md')).toMatchObject({
      code: 9,
      told: expect.stringContaining('it can become deprecated or superseded'),
    });
  });

  it.each([
    ['propose', 'draft', 'proposed'],
    ['accept', 'proposed', 'accepted'],
    ['reject', 'proposed', 'rejected'],
    ['withdraw', 'draft', 'withdrawn'],
    ['withdraw', 'proposed', 'withdrawn'],
    ['deprecate', 'accepted', 'deprecated'],
  ])('by %s makes of what is %s what is %s', async (verb, before, after) => {
    await write('docs/adr/use-x.md', decision(before));
    expect(await adr(verb, 'use-x')).toMatchObject({ code: 0 });
    expect(await read('docs/adr/use-x.md')).toBe(decision(after));
  });

  it.each([
    ['withdraw', 'accepted', 'it can become deprecated or superseded.'],
    [
      'deprecate',
      'proposed',
      'First: vaultmesh adr accept docs/adr/use-x.md; where a merge accepted it, give --repository.',
    ],
  ])('by %s of what is %s is refused with the way', async (verb, status, way) => {
    await write('docs/adr/use-x.md', decision(status));
    expect(await adr(verb, 'use-x')).toMatchObject({ code: 9, told: expect.stringContaining(way) });
    expect(await read('docs/adr/use-x.md')).toBe(decision(status));
  });

  it('is refused with commands that can be pasted, in any folder', async () => {
    await write('my adr/use-x.md', decision('draft'));
    const folder = ['--folder', 'my adr'];
    const words = "'my adr/use-x.md' --folder 'my adr'";
    expect(await adr('accept', 'use-x', ...folder)).toMatchObject({
      code: 9,
      told: expect.stringContaining(`First: vaultmesh adr propose ${words}.`),
    });
    await write('my adr/use-y.md', decision('accepted'));
    expect(await adr('supersede', 'use-x', '--by', 'use-y', ...folder)).toMatchObject({
      code: 9,
      told: expect.stringContaining(`propose ${words}, then vaultmesh adr accept ${words}; where`),
    });
    expect(await adr('propose', 'my adr/use-x.md', ...folder)).toMatchObject({ code: 0 });
  });

  it('is refused where a name can mean two, or the text would be damaged', async () => {
    await write('docs/adr/a/0001-x.md', decision('proposed'));
    await write('docs/adr/b/0001-x.md', decision('proposed'));
    expect(await adr('accept', 'ADR-0001')).toMatchObject({
      code: 7,
      told: expect.stringContaining('can be docs/adr/a/0001-x.md, docs/adr/b/0001-x.md'),
    });
    await write('docs/adr/latin.md', Buffer.from(decision('proposed', 'Caf\u00e9'), 'latin1'));
    expect(await adr('accept', 'latin')).toMatchObject({
      code: 9,
      told: expect.stringContaining('is not UTF-8'),
    });
  });
});

it('a decision without an outcome is put up and accepted with a warning', async () => {
  const missing = 'It says nothing below "Decision Outcome" yet: write it before it is merged.';
  await adr('new', 'Use X', '--affects', 'a/**, b/**', 'c/**');
  expect(await result<{ items: unknown[] }>('list')).toMatchObject({
    items: [{ affects: ['a/**', 'b/**', 'c/**'] }],
  });
  expect(await adr('propose', 'use-x')).toMatchObject({ code: 0, printed: expect.stringContaining(missing) });
  expect(await adr('accept', 'use-x')).toMatchObject({ code: 0, printed: expect.stringContaining(missing) });
});

it('a decision whose successor is not accepted is in force until the merge', async () => {
  await write('docs/adr/use-x.md', decision('accepted'));
  await write('docs/adr/use-y.md', decision('proposed'));
  expect(await adr('supersede', 'use-x', '--by', 'use-y')).toMatchObject({
    code: 0,
    printed: expect.stringMatching(
      /use-y\.md is still proposed: put both files into one pull request, and docs\/adr\/use-x\.md is in force until/,
    ),
  });
});

it('where no decision is yet, the way to the first one is told', async () => {
  expect(await adr('list')).toMatchObject({
    code: 3,
    told: expect.stringContaining('begin with vaultmesh adr new "Use PostgreSQL for orders"'),
  });
});

it.each(['table', 'md'])('adr show has the text of a decision as its file has it: %s', async (format) => {
  const body = 'Why,  \nand `a | b`:\n\n- one\n\n```sh\n\tls\n```';
  await write('docs/adr/use-x.md', decision('accepted', body));
  const { printed } = await adr('show', 'use-x', '--format', format);
  const [fields, text] = printed.split(/\n\n(?=# Use X$)/m);
  expect(fields).toMatch(/accepted[^]*docs\/adr\/use-x\.md/);
  expect(text).toContain(`# Use X\n\n## Context\n\n${body}\n\n## Decision\n\nX.\n`);
});

describe('a link', () => {
  it('to a folder outside is not followed, nor one to a file', async () => {
    await write('outside/use-x.md', decision('proposed'));
    await mkdir(join(directory, 'inside/docs'), { recursive: true });
    await symlink(join(directory, 'outside'), join(directory, 'inside/docs/adr'));
    const outer = directory;
    directory = join(outer, 'inside');
    try {
      for (const words of [
        ['accept', 'use-x'],
        ['new', 'Use Y'],
        ['list'],
        ['import', 'docs/adr', '--out', 'imported'],
      ]) {
        expect(await adr(...words)).toMatchObject({ code: 4, told: expect.stringContaining('leads out of') });
      }
      await mkdir(join(directory, 'adr'));
      await symlink(join(outer, 'outside/use-x.md'), join(directory, 'adr/use-x.md'));
      expect(await adr('accept', 'use-x', '--folder', 'adr')).toMatchObject({ code: 3 });
    } finally {
      directory = outer;
    }
    expect(await read('outside/use-x.md')).toBe(decision('proposed'));
  });
});

describe('adr lint', () => {
  it('names places that editors find, and ends with 9 for an error', async () => {
    await write('docs/adr/use-x.md', decision('proposed', 'See [this](gone.md).', 'confidence: sure\n'));
    const { code, printed, told } = await adr('lint');
    expect(code).toBe(9);
    expect(told).toBe('vaultmesh: 1 decision in docs/adr: 1 error, 1 warning.');
    expect(printed.split('\n')).toEqual([
      expect.stringMatching(/^docs\/adr\/use-x\.md:3:1: error: "confidence" is none of .* \[confidence\]$/),
      expect.stringMatching(
        /^docs\/adr\/use-x\.md:10:12: warning: The link to "gone\.md" .* \[broken-link\]$/,
      ),
    ]);
    expect(await result('lint')).toMatchObject({
      errors: 1,
      warnings: 1,
      findings: [{ line: 3 }, { column: 12 }],
    });
  });

  it('holds a branch against where it left another', async () => {
    const path = 'docs/adr/use-x.md';
    git('init', '--quiet', '--initial-branch=main');
    await write(path, decision('accepted'));
    git('add', '.');
    git('commit', '--quiet', '--message=one');
    git('switch', '--quiet', '--create', 'branch');
    const errors = async () =>
      (await result<{ findings: { rule: string; severity: string }[] }>('lint', '--base', 'main')).findings
        .filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule);
    await write(path, decision('deprecated'));
    expect(await errors()).toEqual([]);
    await write(path, decision('proposed', 'Why not.'));
    expect(await errors()).toEqual(['transition', 'settled-text']);
    await rm(join(directory, path));
    expect(await errors()).toEqual(['removed']);
    git('switch', '--quiet', '--force', 'main');
    await write('docs/adr/use-y.md', decision('accepted'));
    git('add', '.');
    git('commit', '--quiet', '--message=two');
    git('switch', '--quiet', 'branch');
    expect(await errors()).toEqual([]);
  });

  it('passes over the same files before as after', async () => {
    git('init', '--quiet', '--initial-branch=main');
    for (const folder of ['.old', 'node_modules/x'])
      await write(`docs/adr/${folder}/use-x.md`, decision('accepted'));
    git('add', '--force', '.');
    git('commit', '--quiet', '--message=one');
    expect(await result('lint', '--base', 'main')).toMatchObject({ decisions: 0, findings: [] });
  });

  it('lets nothing pass where the clone does not have what was there before', async () => {
    const path = 'docs/adr/use-x.md';
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'uploadpack.allowFilter', 'true');
    await write(path, decision('accepted'));
    git('add', '.');
    git('commit', '--quiet', '--message=one');
    git('switch', '--quiet', '--create', 'branch');
    await write(path, decision('accepted', 'Why not.'));
    git('commit', '--quiet', '--all', '--message=two');
    const origin = directory;
    const clone = join(origin, 'clone');
    git('clone', '--quiet', '--filter=blob:none', '--branch=branch', `file://${origin}`, clone);
    directory = clone;
    try {
      const words = ['lint', '--base', 'origin/main'];
      expect(await adr(...words)).toMatchObject({
        code: 3,
        told: expect.stringContaining('git fetch --refetch --no-filter'),
      });
      git('fetch', '--quiet', '--refetch', '--no-filter');
      expect(await adr(...words)).toMatchObject({
        code: 9,
        printed: expect.stringContaining('[settled-text]'),
      });
    } finally {
      directory = origin;
    }
  });

  it.each(['gone', '--output=x', ''])('knows no revision %j', async (revision) => {
    git('init', '--quiet');
    await write('docs/adr/use-x.md', decision('proposed'));
    const { code, told } = await adr('lint', `--base=${revision}`);
    expect([code, told]).toEqual([3, expect.stringContaining(`has no commit "${revision}"`)]);
  });
});

describe('with a ledger', () => {
  const ID = '01JD0000000000000000000001';

  beforeEach(async () => {
    git('init', '--quiet', '--initial-branch=main');
    git('init', '--quiet', '--bare', '--initial-branch=main', join(directory, 'remote.git'));
    const links = [`alias ${ID}`, 'alias ADR-PR12'];
    await write('one.json', receiptBytes(memoryReceipt({ component: 'elsewhere' })));
    await write('two.json', receiptBytes(memoryReceipt({ component: 'use-x', links })));
    const key = ['--log-key', 'log.key'];
    expect(await vaultmesh('ledger', 'init', 'remote.git', '--name', 'example.org/x', ...key)).toMatchObject({
      code: 0,
    });
    expect(await vaultmesh('ledger', 'append', 'remote.git', 'one.json', 'two.json', ...key)).toMatchObject({
      code: 0,
    });
    await write('docs/adr/use-x.md', decision('proposed', 'Why.', `id: ${ID}\n`));
    git('add', 'docs');
    git('commit', '--quiet', '--message=merged as a proposal');
  });

  const ledger = ['--repository', 'remote.git'];

  it('a decision has the number and the names of its record', async () => {
    expect((await adr('list', ...ledger)).printed).toMatch(
      /^ADR-0002 {2}accepted +Use X {2}docs\/adr\/use-x\.md$/m,
    );
    const { printed } = await adr('show', 'ADR-PR12', ...ledger);
    expect(printed).toMatch(/^record +1 decision:use-x:1\.0\.0 accepted$/m);
    expect(await adr('reject', 'ADR-0002', ...ledger)).toMatchObject({ code: 9 });
    expect(await adr('withdraw', 'ADR-0002', ...ledger)).toMatchObject({ code: 9 });
    expect(await adr('accept', 'ADR-0002', ...ledger)).toMatchObject({ code: 0 });
    expect(await adr('accept', 'ADR-0002')).toMatchObject({ code: 3 });
  });

  it('what was merged as a proposal can be superseded', async () => {
    await write('docs/adr/use-y.md', decision('accepted'));
    const words = ['supersede', 'use-x', '--by', 'use-y'];
    expect(await adr(...words)).toMatchObject({
      code: 9,
      told: expect.stringContaining('give --repository'),
    });
    expect(await adr(...words, ...ledger)).toMatchObject({ code: 0 });
    expect(await read('docs/adr/use-x.md')).toContain('status: superseded');
    expect(await adr('lint', '--base', 'main', ...ledger)).toMatchObject({ code: 0 });
  });

  it('what was merged as a proposal is held to its text', async () => {
    const held = ['lint', '--base', 'main', ...ledger];
    expect(await adr(...held)).toMatchObject({ code: 0 });
    await write('docs/adr/use-x.md', decision('proposed', 'Why not.', `id: ${ID}\n`));
    expect(await adr('lint', '--base', 'main')).toMatchObject({ code: 0 });
    expect(await adr(...held)).toMatchObject({
      code: 9,
      printed: expect.stringContaining('It was accepted, and its text'),
    });
  });
});

describe('adr lint, without a folder', () => {
  it('looks where the configuration says, as the rules of the covenant do', async () => {
    await write('.github/vaultmesh.yml', 'covenant: { decisions: docs/decisions }\n');
    await write('docs/decisions/use-x.md', decision('accepted'));
    await write('docs/adr/old/none.md', 'No decision.\n');
    await write('docs/adr/old/other.md', 'No decision.\n');
    expect(await result('lint')).toMatchObject({ decisions: 1 });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    // A change of the configuration does not take the decisions away that it is held to.
    await write('.github/vaultmesh.yml', 'covenant: { decisions: docs/adr }\n');
    await write('docs/decisions/use-x.md', decision('accepted', 'Another reason.'));
    expect(await result('lint')).toMatchObject({ decisions: 2 });
    const { decisions, findings } = await result<{ decisions: number; findings: { rule: string }[] }>(
      ...['lint', '--base', 'main'],
    );
    expect(decisions).toBe(1);
    expect(findings.map(({ rule }) => rule)).toContain('settled-text');
    expect(await result('lint', '--base', 'main', '--folder', 'docs/adr')).toMatchObject({ decisions: 2 });
  });

  it('refuses a configuration that is none', async () => {
    await write('.github/vaultmesh.yml', 'covenant: { decisions: [] }\n');
    expect(await adr('lint')).toMatchObject({ code: 2 });
  });
});

describe('adr import', () => {
  it('writes once, says what it kept, and takes the place of no file', async () => {
    const [, text] = SAMPLES['adr-tools'];
    await write('old/0009-use-cvs.md', text);
    await write('old/README.md', 'x');
    const dry = await adr('import', 'old', '--out', 'docs/adr', '--dry-run');
    expect(dry.printed.split('\n')).toEqual([
      'old/0009-use-cvs.md (adr-tools) -> docs/adr/0009-use-cvs.md, 8 lines below "As imported"',
      expect.stringMatching(/^old\/0009-use-cvs\.md:7:1: warning: The status .* \[status\]$/),
      'old/README.md is no decision and was left out',
      '1 decision, of which 1 would be written to docs/adr. Nothing was written.',
    ]);
    expect(await adr('list')).toMatchObject({ code: 3 });
    expect(await adr('import', 'old', '--out', 'docs/adr')).toMatchObject({ code: 0 });
    const written = await read('docs/adr/0009-use-cvs.md');
    const again = await adr('import', 'old', '--out', 'docs/adr');
    expect(again).toMatchObject({ code: 0, printed: expect.stringContaining('all in docs/adr already') });
    await write('old/0009-use-cvs.md', `${text}More.\n`);
    await write('old/0010-use-git.md', text);
    const other = await adr('import', 'old', '--out', 'docs/adr');
    expect(other).toMatchObject({
      code: 7,
      told: expect.stringContaining('docs/adr/0009-use-cvs.md would be overwritten'),
    });
    expect(await read('docs/adr/0009-use-cvs.md')).toBe(written);
    await expect(read('docs/adr/0010-use-git.md')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuses two files for one place', async () => {
    await write('a/x.md', 'x');
    await write('b/x.md', 'x');
    expect(await adr('import', 'a', 'b', '--out', 'c')).toMatchObject({
      code: 7,
      told: expect.stringContaining('a/x.md and b/x.md would be one file'),
    });
  });
});

describe('what somebody wrote into a decision', () => {
  const HOSTILE = '\u001b[2J\u202e<script>alert(1)</script>';

  it.each([
    ['list'],
    ['list', '--format', 'md'],
    ['list', '--format', 'json'],
    ['show', 'use-x'],
    ['show', 'use-x', '--format', 'json'],
    ['show', 'use-x', '--format', 'md'],
    ['graph', '--format', 'mermaid'],
    ['graph', '--format', 'md'],
    ['lint'],
  ])('stays data: %s %s %s', async (...argv) => {
    await write(
      'docs/adr/use-x.md',
      decision('accepted', HOSTILE, `title: "\\e[2J<script>"\naffects: ["\\e<script>"]\n`),
    );
    const { printed, told } = await adr(...argv);
    expect(printed + told).not.toMatch(/[\u001b\u202e]/u);
    const [aboveText] = printed.split('\n# Use X\n');
    if (argv.includes('md') || argv.includes('mermaid')) expect(aboveText).not.toContain('<script');
  });
});
