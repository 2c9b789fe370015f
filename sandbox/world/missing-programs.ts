import { runProgram } from './run-program.ts';

/** A program that the demo and the tests use, the arguments that show it works, and the Debian package that has it. */
const PROGRAMS: readonly [program: string, args: readonly string[], debianPackage: string][] = [
  ['git', ['--version'], 'git'],
  ['openssl', ['version'], 'openssl'],
  ['gpg', ['--version'], 'gnupg'],
  ['make', ['--version'], 'make'],
  ['python3', ['-c', 'import venv, ensurepip'], 'python3-venv'],
];

/** A line for each program that is not here, with the command that installs it. */
export async function missingPrograms(): Promise<string[]> {
  const lines: string[] = [];
  for (const [program, args, debianPackage] of PROGRAMS) {
    const works = await runProgram(program, args, { cwd: '.', timeoutMs: 20_000 }).then(
      (result) => result.exitCode === 0,
      () => false,
    );
    if (!works) lines.push(`${program} is missing. Install it: sudo apt-get install -y ${debianPackage}`);
  }
  return lines;
}
