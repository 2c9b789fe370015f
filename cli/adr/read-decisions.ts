import { existsSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';

import { type DecisionText, isDecisionFile } from '../../core/remembrancer/decisions/index.ts';
import type { Terminal } from '../terminal.ts';
import { listFiles } from './list-files.ts';
import { readDecisionFile } from './read-decision-file.ts';
import { resolveInside } from './resolve-inside.ts';

/** A folder of decisions, and those in it. */
export interface DecisionFolder {
  /** As the user gave it; the paths of the files begin with it. */
  readonly name: string;
  /** Where it is. */
  readonly place: string;
  readonly files: readonly DecisionText[];
}

const REMEDY = 'begin with vaultmesh adr new "Use PostgreSQL for orders", or name another with --folder';

/** Reads the decisions of a folder and those below it, by path. Throws `not-found`, `not-permitted` and `policy`. */
export async function readDecisions(terminal: Terminal, folder: string): Promise<DecisionFolder> {
  const place = await resolveInside(terminal.directory, folder, REMEDY);
  const name = nameOf(folder);
  const names = (await listFiles(place)).filter((file) => isDecisionFile(posix.basename(file)));
  const files = await Promise.all(
    names.map(async (file): Promise<DecisionText> => {
      const path = posix.join(name, file);
      return { path, text: await readDecisionFile(join(place, file), path) };
    }),
  );
  return { name, place, files };
}

/** The same of a folder that may not be there yet. */
export async function readDecisionsSoFar(terminal: Terminal, folder: string): Promise<DecisionFolder> {
  const place = resolve(terminal.directory, folder);
  return existsSync(place) ? readDecisions(terminal, folder) : { name: nameOf(folder), place, files: [] };
}

const nameOf = (folder: string): string => posix.normalize(folder).replace(/(?<=.)\/$/, '');

/** Where the file with one of its paths is. */
export const placeIn = ({ name, place }: DecisionFolder, path: string): string =>
  join(place, posix.relative(name, path));
