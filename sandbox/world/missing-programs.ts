import { runProgram } from './run-program.ts';

/** A program, the arguments that show that it works, and the Debian package that has it. */
export type Program = readonly [program: string, args: readonly string[], debianPackage: string];

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
  for (const [program, args, debianPackage] of [...PROGRAMS, ...others]) {
    const works = await runProgram(program, args, { cwd: '.', timeoutMs: 20_000 }).then(
      (result) => result.exitCode === 0,
      () => false,
    );
    if (!works) lines.push(`${program} is missing. Install it: sudo apt-get install -y ${debianPackage}`);
  }
  return lines;
}
