import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Finding } from './finding.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 10_000;

interface Tool {
  readonly program: string;
  readonly versionFlag: string;
  /** VaultMesh runs it; the others check records without VaultMesh, or run what it spawns. */
  readonly needed: boolean;
  readonly purpose: string;
  readonly install: string;
}

const TOOLS: readonly Tool[] = [
  {
    program: 'git',
    versionFlag: '--version',
    needed: true,
    purpose: 'reads and writes the ledger branch',
    install: 'sudo apt-get install git (macOS: xcode-select --install)',
  },
  {
    program: 'gpg',
    versionFlag: '--version',
    needed: false,
    purpose: 'checks .asc signatures without VaultMesh',
    install: 'sudo apt-get install gnupg (macOS: brew install gnupg)',
  },
  {
    program: 'openssl',
    versionFlag: 'version',
    needed: false,
    purpose: 'checks .tsr timestamps without VaultMesh',
    install: 'sudo apt-get install openssl (macOS: brew install openssl)',
  },
  {
    program: 'make',
    versionFlag: '--version',
    needed: false,
    purpose: 'runs the commands of spawned services',
    install: 'sudo apt-get install make (macOS: xcode-select --install)',
  },
  {
    program: 'python3',
    versionFlag: '--version',
    needed: false,
    purpose: 'runs spawned Python services',
    install: 'sudo apt-get install python3 python3-venv (macOS: brew install python)',
  },
];

/** Looks for the programs that VaultMesh runs, that people check its records with, and that spawned services need. */
export async function checkTools(environment: Readonly<NodeJS.ProcessEnv>): Promise<Finding[]> {
  return Promise.all(TOOLS.map((tool) => checkTool(tool, environment)));
}

async function checkTool(tool: Tool, environment: Readonly<NodeJS.ProcessEnv>): Promise<Finding> {
  const { program, versionFlag, purpose, install, needed } = tool;
  try {
    const { stdout } = await run(program, [versionFlag], { env: environment, timeout: TIMEOUT_MS });
    return { check: program, status: 'ok', detail: `${stdout.split('\n')[0] ?? ''} (${purpose})` };
  } catch {
    const detail = `${program} does not run; it ${purpose}.`;
    return needed
      ? { check: program, status: 'problem', detail, remedy: install, code: 'not-found' }
      : { check: program, status: 'advice', detail, remedy: install };
  }
}
