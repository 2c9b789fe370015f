import { stat, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import { type GitHubSandbox, startGitHub } from '../../sandbox/github/index.ts';
import { startServices, type Services } from '../../sandbox/services/index.ts';
import { createPerson } from '../../sandbox/world/person.ts';
import { memoryTerminal } from './memory-terminal.ts';
import { sampleReceipt } from './sample-receipt.ts';
import { writeLegacyFiles } from './legacy-files.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

/** The commands in the order in which somebody would come to need them. */
const COMMANDS = [
  ['spawn'],
  ['spawn', 'verify'],
  ['ledger', 'init'],
  ['record'],
  ['ledger', 'append'],
  ['ledger', 'add-evidence'],
  ['ledger', 'log'],
  ['ledger', 'show'],
  ['ledger', 'root'],
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
  ['proof', 'refresh'],
  ['ledger', 'import-legacy'],
  ['ledger', 'rotate'],
  ['trust', 'update'],
  ['ledger', 'retire'],
  ['ledger', 'succeed'],
  ['doctor'],
];

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
  await writeFile(bench.path('receipt.json'), sampleReceipt('incident:2026-11-19'));
  await writeLegacyFiles(bench);
  await writeFile(bench.path('report.md'), '# The disk was full\n');
}, 60_000);

afterAll(async () => {
  await services.stop();
  await github.stop();
  await bench.remove();
});

describe('the examples in the help', () => {
  it.each(COMMANDS.map((command) => [command.join(' '), command] as const))(
    'of %s do what they say',
    async (_, command) => {
      const examples = await examplesOf(command);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        const { code, told } = await vaultmesh(example);
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
