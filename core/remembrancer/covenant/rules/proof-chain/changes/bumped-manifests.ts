import { FileText } from '../../../file-text.ts';
import type { Found } from '../../../found.ts';
import type { Tree, TreeFile } from '../../../tree/tree.ts';
import { isManifest, majorBumps } from '../dependencies/major-bumps.ts';
import { changedFiles } from './changed-files.ts';
import type { GuardedChange } from './guarded-change.ts';

const MOST_BYTES = 1024 * 1024;

/** The changes to another major version of a dependency, and the manifests that could not be compared. */
export async function changesOfMajorVersions(
  base: Tree,
  tree: Tree,
  wanted: (path: string) => boolean,
): Promise<{ readonly changes: readonly GuardedChange[]; readonly untold: readonly Found[] }> {
  const changes: GuardedChange[] = [];
  const untold: Found[] = [];
  for (const { path, was, is } of await changedFiles(
    base,
    tree,
    (each) => isManifest(each) && wanted(each),
  )) {
    if (!was || !is) continue;
    const [before, after] = [await textOf(base, was), await textOf(tree, is)];
    const bumps = before && after && majorBumps(path, before.text, after.text);
    if (!bumps) untold.push(notCompared(path));
    for (const { name, from, to, at } of bumps ?? []) {
      const range = after && lineFrom(after, at);
      changes.push({ path, what: `${path} goes from ${name} ${from} to ${to}`, ...(range && { range }) });
    }
  }
  return { changes, untold };
}

async function textOf(tree: Tree, file: TreeFile): Promise<FileText | undefined> {
  if (file.size > MOST_BYTES) return undefined;
  const [bytes] = await tree.read([file]);
  return bytes && new FileText(file, bytes);
}

function lineFrom(file: FileText, at: number): Found['range'] {
  const line = file.lines[file.positionOf(at).line - 1];
  return line && { start: at, end: line.end };
}

const notCompared = (path: string): Found => ({
  path,
  message: `${path} cannot be compared with what it was: one of the two cannot be read, or has more than 1 MiB.`,
  remedy: 'Mend it, so that its dependencies can be read.',
  cannotTell: true,
});
