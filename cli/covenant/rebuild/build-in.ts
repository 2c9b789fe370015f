import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { VaultMeshError } from '../../../core/common/error.ts';
import { printable } from '../../../core/common/printable.ts';
import type { Terminal } from '../../terminal.ts';
import { buildEnvironment } from './build-environment.ts';
import type { Head } from './copy-of-head.ts';
import type { Surroundings } from './surroundings.ts';

/** So long is what the program printed waited for when it has ended, in ms. */
const GRACE_MS = 1000;

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
  const { minutes, words, terminal, surroundings, head } = build;
  const [home, temporary] = [beside(build, surroundings.home), beside(build, surroundings.temporary)];
  for (const folder of [home, temporary]) await mkdir(folder, { recursive: true });
  const place = { home, temporary, surroundings, seconds: head.seconds };
  const end = await run(build, buildEnvironment(terminal.environment, place));
  if (end === 0) return;
  const what = words.join(' ');
  const why = end === 'late' ? `took more than ${minutes} minutes` : `ended with ${end}`;
  throw new VaultMeshError(
    'incomplete',
    `${what} ${why} in a clean clone, where TZ is ${surroundings.environment['TZ'] ?? ''} and HOME is empty; what it printed is above.`,
  );
}

/** Resolves to the exit code, the name of the signal that ended it, or `late`; what it left running is ended with it. */
function run(build: Build, env: NodeJS.ProcessEnv): Promise<number | string> {
  const { terminal, words, copy, surroundings, minutes, signal } = build;
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = words;
    const before = process.umask(surroundings.umask);
    const child = spawn(program, args, {
      cwd: copy,
      env,
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
    let grace: NodeJS.Timeout | undefined;
    child.on('exit', () => {
      settle();
      end();
      // What has left the group, as daemons do, lives on and may hold the streams open.
      grace = setTimeout(() => {
        for (const stream of [child.stdout, child.stderr]) stream.destroy();
      }, GRACE_MS);
    });
    child.on('close', (code, by) => {
      clearTimeout(grace);
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

/** A folder of the surroundings, beside the copy. */
const beside = ({ copy, surroundings }: Build, folder: string): string =>
  join(copy.slice(0, copy.length - surroundings.folder.length), folder);
