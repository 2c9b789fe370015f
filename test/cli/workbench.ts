import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { generateKey } from 'openpgp';

const main = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');
const execute = promisify(execFile);

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own with an OpenPGP key, an artifact, and a bare repository that git reaches as https://github.com/acme/my-service. */
export interface Workbench {
  readonly directory: string;
  readonly remote: string;
  path(name: string): string;
  /** What a command needs of the environment: git finds the bare repository and no configuration of the user's. */
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Runs `vaultmesh` as a process in the folder. */
  vaultmesh(argv: readonly string[], environment?: NodeJS.ProcessEnv): Promise<CommandResult>;
  git(...argv: string[]): Promise<string>;
  remove(): Promise<void>;
}

export const REPOSITORY = 'https://github.com/acme/my-service';
export const ARTIFACT = 'my-service-1.0.0.tar.gz';

export async function makeWorkbench(): Promise<Workbench> {
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-cli-'));
  const path = (name: string): string => join(directory, name);
  const remote = path('remote.git');
  const home = path('home');
  await mkdir(home);
  const config = `[url "file://${remote}"]\n\tinsteadOf = ${REPOSITORY}\n[init]\n\tdefaultBranch = main\n`;
  await writeFile(join(home, 'gitconfig'), config);
  const environment = {
    PATH: process.env['PATH'],
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    HOME: home,
    GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  const git = async (...argv: string[]): Promise<string> =>
    (await execute('git', argv, { cwd: directory, env: environment })).stdout;
  await git('init', '--quiet', '--bare', remote);
  const { privateKey } = await generateKey({
    userIDs: [{ name: 'acme releases' }],
    type: 'ecc',
    curve: 'ed25519Legacy',
  });
  await writeFile(path('openpgp.key'), privateKey, { mode: 0o600 });
  await writeFile(path(ARTIFACT), 'the bytes of the release\n');
  return {
    directory,
    remote,
    path,
    environment,
    git,
    vaultmesh: (argv, extra = {}) =>
      run(process.execPath, ['--no-warnings', main, ...argv], {
        cwd: directory,
        env: { ...environment, ...extra },
      }),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

function run(
  program: string,
  argv: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, { ...options, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}
