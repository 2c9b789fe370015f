import { lstat, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix, resolve } from 'node:path';

import { cannotWrite } from '../../core/common/cannot-write.ts';
import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { printable } from '../../core/common/printable.ts';
import { importDecisions, type ImportedFile } from '../../core/remembrancer/decisions/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { findingLine } from './finding-line.ts';
import { makeInside } from './make-inside.ts';
import { readSources, type Sources } from './read-sources.ts';

export interface ImportOptions {
  readonly json?: true;
  readonly out: string;
  readonly dryRun?: true;
}

/** Writes decisions of any dialect as MADR 4 into another folder, and takes the place of no file. */
export async function importFiles(
  terminal: Terminal,
  paths: readonly string[],
  options: ImportOptions,
): Promise<CommandReport> {
  const sources = await readSources(terminal, paths);
  const imported = importDecisions(sources.files.map(({ target, text }) => ({ path: target, text })));
  const files = imported.map((file, n) => reported(file, sources.files[n]?.path ?? '', options.out));
  const missing = await notThere(terminal, imported, options.out);
  if (!options.dryRun) for (const file of missing) await create(terminal, file, options.out);
  const result = { files, left: sources.left, written: options.dryRun ? 0 : missing.length };
  return {
    outcome: succeeded(
      sentence(imported.length, missing.length, options),
      result,
      missing.length === 0 && !options.dryRun ? 'already-done' : 'done',
    ),
    lines: linesOf(terminal, files, sources),
  };
}

/** What became of a file; findings have its place before the import. */
const reported = ({ path, from, kept }: ImportedFile, source: string, out: string) => ({
  from: source,
  to: posix.join(out, path),
  dialect: from.dialect,
  title: from.decision.title,
  status: from.decision.status,
  kept,
  findings: from.findings.map((finding) => ({ ...finding, path: source })),
});

/** The files that are still to be written. Throws `conflict` where others stand in their places. */
async function notThere(
  terminal: Terminal,
  files: readonly ImportedFile[],
  out: string,
): Promise<ImportedFile[]> {
  const states = await Promise.all(
    files.map(async ({ path, text }) => {
      const place = resolve(terminal.directory, out, path);
      const found = await lstat(place).catch(() => undefined);
      if (!found) return 'missing';
      return found.isFile() && (await readFile(place, 'utf8')) === text ? 'there' : 'other';
    }),
  );
  const others = files.filter((_, n) => states[n] === 'other').map(({ path }) => posix.join(out, path));
  if (others.length === 0) return files.filter((_, n) => states[n] === 'missing');
  throw new VaultMeshError(
    'conflict',
    `${others.join(', ')} would be overwritten; nothing was written. Give --out another folder.`,
  );
}

async function create(terminal: Terminal, { path, text }: ImportedFile, out: string): Promise<void> {
  const folder = await makeInside(terminal.directory, join(out, dirname(path)));
  try {
    await writeFile(join(folder, basename(path)), text, { flag: 'wx' });
  } catch (error) {
    throw cannotWrite(posix.join(out, path), error, 'check the path given to --out, and import again');
  }
}

function sentence(all: number, missing: number, { out, dryRun }: ImportOptions): string {
  const decisions = counted(all, 'decision');
  if (dryRun) return `${decisions}, of which ${missing} would be written to ${out}. Nothing was written.`;
  if (missing === 0) return `${decisions}, all in ${out} already.`;
  return `${decisions}, of which ${missing} were written to ${out}.`;
}

/** For each file what it became, what could not be read of it, and how much found no place in the form of MADR 4. */
const linesOf = (
  terminal: Terminal,
  files: readonly ReturnType<typeof reported>[],
  { left }: Sources,
): string[] => [
  ...files.flatMap(({ from, to, dialect, kept, findings }) => [
    `${printable(from)} (${dialect}) -> ${printable(to)}${kept.length > 0 ? `, ${counted(kept.length, 'line')} below "As imported"` : ''}`,
    ...findings.map((finding) => findingLine(terminal, finding)),
  ]),
  ...left.map((path) => `${printable(path)} is no decision and was left out`),
];
