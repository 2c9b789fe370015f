import { runProgram } from './run-program.ts';

/** A program, the arguments that show that it works, and where it comes from: a package of Debian's, or a page. */
export type Program = readonly [program: string, args: readonly string[], source: string];

/** What the demo and the tests use. */
const PROGRAMS: readonly Program[] = [
  ['git', ['--version'], 'git'],
  ['openssl', ['version'], 'openssl'],
  ['gpg', ['--version'], 'gnupg'],
  ['make', ['--version'], 'make'],
  ['python3', ['-c', 'import venv, ensurepip'], 'python3-venv'],
];

/** A line for each program that is not here, with the command that installs it; `others` are needed beside the demo's. */
export async function missingPrograms(others: readonly Program[] = []): Promise<string[]> {
  const lines: string[] = [];
  for (const [program, args, source] of [...PROGRAMS, ...others]) {
    // A toolchain may be where a variable says.
    const works = await runProgram(program, args, { cwd: '.', env: process.env, timeoutMs: 60_000 }).then(
      (result) => result.exitCode === 0,
      () => false,
    );
    if (works) continue;
    const install = source.startsWith('https:') ? source : `sudo apt-get install -y ${source}`;
    lines.push(`${program} is missing. Install it: ${install}`);
  }
  return lines;
}
