import { execFileSync } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import { receiptBytes } from '../../core/remembrancer/receipt/index.ts';
import { type GitHubSandbox, startGitHub } from '../../sandbox/github/index.ts';
import { startServices, type Services } from '../../sandbox/services/index.ts';
import { createPerson } from '../../sandbox/world/person.ts';
import { sampleReceipt } from '../core/remembrancer/memory/sample-entries.ts';
import { memoryTerminal } from './memory-terminal.ts';
import { runServer } from './run-server.ts';
import { writeLegacyFiles } from './legacy-files.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

/** The commands in the order in which somebody would come to need them. */
const COMMANDS = [
  ['spawn'],
  ['spawn', 'verify'],
  ['ledger', 'init'],
  ['record', 'release'],
  ['record', 'incident'],
  ['record', 'decision'],
  ['record', 'deploy'],
  ['record', 'discovery'],
  ['ledger', 'append'],
  ['ledger', 'add-evidence'],
  ['ledger', 'log'],
  ['ledger', 'show'],
  ['ledger', 'root'],
  ['list'],
  ['receipt'],
  ['timeline'],
  ['graph'],
  ['site'],
  ['adr', 'new'],
  ['adr', 'propose'],
  ['adr', 'accept'],
  ['adr', 'reject'],
  ['adr', 'withdraw'],
  ['adr', 'deprecate'],
  ['adr', 'supersede'],
  ['adr', 'list'],
  ['adr', 'show'],
  ['adr', 'graph'],
  ['adr', 'lint'],
  ['adr', 'import'],
  ['covenant'],
  ['covenant', 'rebuild'],
  ['covenant', 'install-hook'],
  ['query'],
  ['ledger', 'prove'],
  ['ledger', 'consistency'],
  ['ledger', 'timestamp'],
  ['backfill'],
  ['ledger', 'witness'],
  ['ledger', 'fsck'],
  ['ledger', 'audit'],
  ['ledger', 'repair'],
  ['ledger', 'redact'],
  ['sign'],
  ['timestamp'],
  ['trust', 'init'],
  ['trust', 'show'],
  ['verify'],
  ['mcp'],
  ['proof', 'refresh'],
  ['ledger', 'import-legacy'],
  ['ledger', 'rotate'],
  ['trust', 'update'],
  ['ledger', 'retire'],
  ['ledger', 'succeed'],
  ['doctor'],
];

const INCIDENT = sampleReceipt({
  id: 'incident:2026-11-19',
  kind: 'incident',
  component: 'my-service',
  context: { what: 'The disk was full', why: 'Nothing rotated the logs.' },
});

let bench: Workbench;
let services: Services;
/** What the examples call github.com: git has a folder for it, and the API is that of a sandbox. */
let github: GitHubSandbox;
let token: string;

async function vaultmesh(
  argv: readonly string[],
  answer = 'y',
): Promise<{ code: number; printed: string[]; told: string[] }> {
  const { printed, told, ...terminal } = memoryTerminal({
    directory: bench.directory,
    environment: {
      ...bench.environment,
      VAULTMESH_TSA: services.tsaUrl,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: github.apiUrl,
      GH_TOKEN: token,
    },
    clock: () => new Date(),
    interactive: true,
    ask: () => Promise.resolve(answer),
  });
  return { code: await runProgram(argv, terminal), printed, told };
}

/** The examples that `--help` shows, as lists of arguments. */
async function examplesOf(command: readonly string[]): Promise<string[][]> {
  const { printed } = await vaultmesh([...command, '--help']);
  const lines = printed
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('  $ vaultmesh '));
  return lines.map((line) =>
    [...line.slice('  $ vaultmesh '.length).matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, word]) => quoted ?? word!,
    ),
  );
}

beforeAll(async () => {
  bench = await makeWorkbench();
  services = await startServices();
  github = await startGitHub();
  const ada = createPerson(github, 'ada');
  token = ada.token;
  github.createOrganization({ login: 'acme', members: { ada: 'admin' } });
  await ada.octokit.repos.createInOrg({ org: 'acme', name: 'my-service', auto_init: true });
  await writeFile(bench.path('tsa-root.pem'), services.tsaRoot);
  await writeFile(bench.path('receipt.json'), receiptBytes(INCIDENT));
  await mkdir(bench.path('docs/adr'), { recursive: true });
  await writeFile(
    bench.path('docs/adr/rotate-logs.md'),
    '---\nstatus: accepted\naffects: my-service\n---\n\n# Rotate logs daily\n',
  );
  await writeLegacyFiles(bench);
  await writeFile(bench.path('report.md'), '# The disk was full\n');
  await makePlatform();
});

/** A clone of the organisation's platform repository, with an overlay and a decision. */
async function makePlatform(): Promise<void> {
  const file = bench.path('platform/.github/vaultmesh/shared/base/docs/oncall.md');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '# On call\n');
  await mkdir(bench.path('platform/docs/adr'), { recursive: true });
  await writeFile(bench.path('platform/docs/adr/on-call.md'), '---\nstatus: accepted\n---\n\n# Be on call\n');
  const platform = ['-C', bench.path('platform'), '-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  for (const words of [
    ['init', '--quiet'],
    ['add', '.'],
    ['commit', '--quiet', '--message=overlay'],
  ]) {
    await bench.git(...platform, ...words);
  }
}

/** The folder as the examples of covenant find it: a repository that builds, with a branch of its origin. */
async function makeRepository(): Promise<void> {
  await writeFile(bench.path('.gitignore'), '*\n');
  await writeFile(bench.path('package.json'), '{ "name": "example", "version": "1.0.0", "files": [] }\n');
  await writeFile(bench.path('Makefile'), 'dist:\n\tmkdir -p dist\n\tcp package.json dist/\n');
  const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  for (const words of [
    ['init', '--quiet'],
    ['add', '--force', '.gitignore', 'package.json', 'Makefile'],
    [...person, 'commit', '--quiet', '--message=built'],
    ['update-ref', 'refs/remotes/origin/main', 'HEAD'],
  ]) {
    await bench.git(...words);
  }
}

afterAll(async () => {
  jest.restoreAllMocks();
  await services.stop();
  await github.stop();
  await bench.remove();
});

/** An example with the head of the ledger branch in place of a commit that nobody has. */
async function withCommit(example: readonly string[]): Promise<string[]> {
  if (!example.includes('--commit')) return [...example];
  const head = (await bench.git('-C', bench.remote, 'rev-parse', 'ledger')).trim();
  return example.map((word) => word.replace(/^[0-9a-f]{40}$/, head));
}

/** The ledger branch as the examples of fsck find it: cloned, and served file by file. */
async function publishLedger(): Promise<void> {
  await bench.git('clone', '--quiet', '--branch', 'ledger', bench.remote, bench.path('clone-of-the-branch'));
  const raw = 'https://raw.githubusercontent.com/acme/my-service/ledger/';
  const others = globalThis.fetch;
  jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    if (typeof input !== 'string' || !input.startsWith(raw)) return others(input, init);
    try {
      const blob = `ledger:${input.slice(raw.length)}`;
      return Promise.resolve(
        new Response(execFileSync('git', ['-C', bench.remote, 'show', blob], { stdio: 'pipe' })),
      );
    } catch {
      return Promise.resolve(new Response('404: Not Found', { status: 404 }));
    }
  });
}

const isServer = ([name]: readonly string[]): boolean => name === 'mcp';

async function serve(example: readonly string[]): Promise<{ code: number | null; told: string[] }> {
  const { code, stderr } = await runServer(bench, example);
  return { code, told: [stderr] };
}

describe('the examples in the help', () => {
  it.each(COMMANDS.map((command) => [command.join(' '), command] as const))(
    'of %s do what they say',
    async (_, command) => {
      const examples = await examplesOf(command);
      expect(examples.length).toBeGreaterThan(0);
      if (command.join(' ') === 'ledger fsck') await publishLedger();
      if (command.join(' ') === 'covenant') await makeRepository();
      for (const example of examples) {
        const { code, told } = await (isServer(example)
          ? serve(example)
          : vaultmesh(await withCommit(example)));
        expect({ example, code, told: code === 0 ? [] : told }).toEqual({ example, code: 0, told: [] });
      }
    },
  );

  it('are there for every command', async () => {
    const { printed } = await vaultmesh(['--help']);
    const named = [...printed.join('\n').matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    const covered = new Set(COMMANDS.map(([name]) => name));
    expect(new Set(named.filter((name) => name !== 'help'))).toEqual(covered);
  });
});

describe('the question before a trust file is written', () => {
  const init = ['trust', 'init', 'acme/my-service', '--out', 'declined.json'];

  it('shows what is to be believed, and takes anything but yes for no', async () => {
    for (const answer of ['', 'n', 'maybe']) {
      const { code, told } = await vaultmesh(init, answer);
      expect(code).toBe(4);
      expect(told.join('\n')).toContain('github.com/acme/my-service+');
      await expect(stat(bench.path('declined.json'))).rejects.toMatchObject({ code: 'ENOENT' });
    }
  });
});
