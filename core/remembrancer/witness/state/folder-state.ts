import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { sha256Hex } from '../../../common/bytes.ts';
import { parseIndex } from '../../../common/decimal.ts';
import type { Remembered, WitnessState } from './witness-state.ts';

const PREFIX = 'checkpoint.';

/** Earlier checkpoints that stay; so many other writes would have to happen within one for its place to be free again. */
const KEPT = 16;

/**
 * The memory of a witness in a folder: `<hex sha256(origin)>/checkpoint.<serial>`, of which the highest serial counts.
 * A file is written and flushed under another name and then linked to its own, which the file system does once only:
 * that is the compare-and-swap. There is no lock that a killed process could leave behind.
 */
export function folderState(directory: string): WitnessState {
  const folderOf = (origin: string): string => join(directory, sha256Hex(origin));
  return {
    recall: (origin) => newest(folderOf(origin)),
    keep: async (origin, note, earlier) => {
      const folder = folderOf(origin);
      const serial = (earlier?.serial ?? 0) + 1;
      await makeFolder(folder);
      if (!(await writeOnce(folder, `${PREFIX}${serial}`, note))) return false;
      const serials = await serialsIn(folder);
      if (serials.some((other) => other >= serial + KEPT)) {
        // So late that the place had been taken and cleared: the write counts for nothing.
        await rm(join(folder, `${PREFIX}${serial}`), { force: true });
        return false;
      }
      for (const old of serials.filter((other) => other <= serial - KEPT)) {
        await rm(join(folder, `${PREFIX}${old}`), { force: true });
      }
      return true;
    },
  };
}

async function newest(folder: string): Promise<Remembered | undefined> {
  const serial = (await serialsIn(folder)).at(-1);
  if (serial === undefined) return undefined;
  return { serial, note: await readFile(join(folder, `${PREFIX}${serial}`), 'utf8') };
}

/** The serials in the folder, ascending. */
async function serialsIn(folder: string): Promise<number[]> {
  const names = await unlessError('ENOENT', () => readdir(folder));
  return (names ?? [])
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => parseIndex(name.slice(PREFIX.length)))
    .filter((serial) => serial !== undefined)
    .toSorted((a, b) => a - b);
}

/** Writes `name`, on the disk when this returns; false when there is a file of that name already. */
async function writeOnce(folder: string, name: string, content: string): Promise<boolean> {
  const draft = join(folder, `draft-${randomUUID()}`);
  try {
    const file = await open(draft, 'wx', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    const linked = await unlessError('EEXIST', async () => {
      await link(draft, join(folder, name));
      return true;
    });
    if (linked === undefined) return false;
    await flush(folder);
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await flush(dirname(folder));
}

/** Makes the names in a folder as lasting as the files; a system that has no such thing needs none. */
async function flush(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What `work` gives, or `undefined` when the file system answers with the error `code`. */
async function unlessError<T>(code: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  }
}
