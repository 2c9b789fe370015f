import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RecordedRelease } from './recorded-release.ts';
import { ARTIFACT } from './workbench.ts';

/** The shell commands in the README of a ledger branch, by the heading above them. */
export function readmeCommands(clone: string): Map<string, string> {
  const sections = readFileSync(join(clone, 'README.md'), 'utf8').split(/^##+ /mu);
  return new Map(
    sections.flatMap((section) => {
      const [, commands] = /^```sh\n(.*?)^```$/msu.exec(section) ?? [];
      return commands === undefined ? [] : [[section.split('\n')[0] ?? '', commands]];
    }),
  );
}

/** What a stranger who pasted the commands of the sections `headings`, with `known` in place of the examples, sees. */
export function paste(
  { bench, clone, fingerprint }: RecordedRelease,
  headings: readonly string[],
  known: Readonly<Record<string, string>> = {},
): { status: number | null; output: string } {
  const commands = readmeCommands(clone);
  const values = {
    artifact: bench.path(ARTIFACT),
    fingerprint,
    tsa_root: bench.path('tsa-root.pem'),
    ...known,
  };
  let first = commands.get('How to check it') ?? '';
  for (const [name, value] of Object.entries(values)) {
    const changed = first.replace(new RegExp(`^${name}=.*$`, 'mu'), () => `${name}='${value}'`);
    if (changed === first) throw new Error(`The README does not ask for ${name}.`);
    first = changed;
  }
  const script = [first, ...headings.map((heading) => commands.get(heading) ?? `no section ${heading}`)];
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script.join('\n')], {
    cwd: clone,
    encoding: 'utf8',
    // The folders that mktemp makes stand in the workbench, and go with it.
    env: { ...process.env, LC_ALL: 'C.UTF-8', TMPDIR: bench.directory },
    timeout: 240_000,
  });
  return { status, output: `${stdout}${stderr}` };
}
