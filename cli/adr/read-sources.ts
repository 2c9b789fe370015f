import { stat } from 'node:fs/promises';
import { basename, join, posix, resolve } from 'node:path';

import { fileErrorReason } from '../../core/common/cannot-write.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { isDecisionFile } from '../../core/remembrancer/decisions/index.ts';
import type { Terminal } from '../terminal.ts';
import { listFiles } from './list-files.ts';
import { readDecisionFile } from './read-decision-file.ts';
import { resolveInside } from './resolve-inside.ts';

/** A file to import. */
export interface Source {
  /** As the user named it, or below the folder that the user named. */
  readonly path: string;
  /** Where it belongs below the folder that it is imported to: its place in the folder that was named. */
  readonly target: string;
  readonly text: string;
}

export interface Sources {
  readonly files: readonly Source[];
  /** What stands in the folders and is no decision: images, indexes, templates. */
  readonly left: readonly string[];
}

/** Reads files, and the decisions in folders and below them. Throws `conflict` for two that have one place. */
export async function readSources(terminal: Terminal, paths: readonly string[]): Promise<Sources> {
  const files: Source[] = [];
  const left: string[] = [];
  for (const path of paths) {
    const place = await resolveInside(terminal.directory, path);
    if (!(await isFolder(place, path))) {
      const text = await readDecisionFile(place, path);
      files.push({ path, target: basename(resolve(terminal.directory, path)), text });
      continue;
    }
    for (const target of await listFiles(place)) {
      const source = posix.join(path, target);
      if (!isDecisionFile(posix.basename(target))) left.push(source);
      else files.push({ path: source, target, text: await readDecisionFile(join(place, target), source) });
    }
  }
  refuseCollisions(files);
  return { files, left };
}

async function isFolder(place: string, path: string): Promise<boolean> {
  try {
    const found = await stat(place);
    if (found.isDirectory() || found.isFile()) return found.isDirectory();
  } catch (cause) {
    throw new VaultMeshError('not-found', `${path} cannot be read: ${fileErrorReason(cause)}.`, { cause });
  }
  throw new VaultMeshError('usage', `${path} is neither a file nor a folder.`);
}

function refuseCollisions(files: readonly Source[]): void {
  const [same] = [...Map.groupBy(files, ({ target }) => target.toLowerCase()).values()].filter(
    ({ length }) => length > 1,
  );
  if (!same) return;
  throw new VaultMeshError(
    'conflict',
    `${same.map(({ path }) => path).join(' and ')} would be one file. Import them one after another, to folders of their own.`,
  );
}
