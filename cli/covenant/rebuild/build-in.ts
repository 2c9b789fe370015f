import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { VaultMeshError } from '../../../core/common/error.ts';
import { printable } from '../../../core/common/printable.ts';
import type { Terminal } from '../../terminal.ts';
import type { Head } from './copy-of-head.ts';
import type { Surroundings } from './surroundings.ts';

/** Tools that people keep in their home, which the build's own home does not have. */
const KEPT_IN_HOME = { CARGO_HOME: '.cargo', RUSTUP_HOME: '.rustup', PYENV_ROOT: '.pyenv' } as const;

export interface Build {
  readonly terminal: Terminal;
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly copy: string;
  readonly surroundings: Surroundings;
  readonly head: Head;
  readonly minutes: number;
  readonly signal: AbortSignal;
}

/** Runs the build in its copy, and tells what it prints. Throws `not-found` without the program, `incomplete` when it fails. */
export async function buildIn(build: Build): Promise<void> {
  const { minutes, words } = build;
  const { environment } = build.surroundings;
  await mkdir(homeOf(build), { recursive: true });
  const end = await run(build);
  if (end === 0) return;
  const what = words.join(' ');
  const why = end === 'late' ? `took more than ${minutes} minutes` : `ended with ${end}`;
  throw new VaultMeshError(
    'incomplete',
    `${what} ${why} in a clean clone, where TZ is ${environment['TZ'] ?? ''} and HOME is empty; what it printed is above.`,
  );
}

/** Resolves to the exit code, the name of the signal that ended it, or `late`. */
function run(build: Build): Promise<number | string> {
  const { terminal, words, copy, surroundings, minutes, signal } = build;
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = words;
    const before = process.umask(surroundings.umask);
    const child = spawn(program, args, {
      cwd: copy,
      env: environmentOf(build),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    process.umask(before);
    let isLate = false;
    const end = (): void => {
      endGroup(child.pid);
    };
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, minutes * 60_000);
    signal.addEventListener('abort', end);
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    };
    for (const stream of [child.stdout, child.stderr]) tellLines(terminal, stream);
    child.on('error', (cause) => {
      settle();
      const message = `${program} cannot be run (${cause.message}); give the build command after --, as a program and its arguments.`;
      reject(new VaultMeshError('not-found', message, { cause }));
    });
    child.on('close', (code, by) => {
      settle();
      resolve(isLate ? 'late' : (code ?? by ?? 'an unknown signal'));
    });
  });
}

/** Ends a program with all that it started: it leads a group of its own. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function tellLines(terminal: Terminal, stream: Readable): void {
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
    terminal.tell(printable(line));
  });
}

/** The environment of the caller with what should not matter changed, and without what leads git elsewhere. */
function environmentOf(build: Build): NodeJS.ProcessEnv {
  const { environment } = build.terminal;
  const callers = Object.entries(environment).filter(
    ([name]) => !/^GIT_(?:DIR|INDEX_FILE|WORK_TREE|PREFIX)$/u.test(name),
  );
  const tools = Object.entries(KEPT_IN_HOME)
    .map(([name, folder]) => [name, environment[name] ?? join(environment['HOME'] ?? '', folder)] as const)
    .filter(([, folder]) => existsSync(folder));
  return {
    ...Object.fromEntries(callers),
    ...Object.fromEntries(tools),
    ...build.surroundings.environment,
    HOME: homeOf(build),
    SOURCE_DATE_EPOCH: build.head.seconds,
  };
}

/** The folder `home` of the surroundings, beside the copy. */
const homeOf = ({ copy, surroundings }: Build): string =>
  join(copy.slice(0, copy.length - surroundings.folder.length), surroundings.home);
