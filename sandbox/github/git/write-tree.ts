import { randomUUID } from 'node:crypto';
import { GitError, gitText } from './run-git.ts';

export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  /** `null` takes the path (a file, or everything under a folder) out of the tree. */
  readonly oid: string | null;
}

const NOTHING = '0'.repeat(40);

/**
 * Writes the tree that results from changing `base` (a tree or commit; `undefined`: nothing) and returns its id. Reads
 * and writes only the folders on the way to what changes. Throws `GitError` for a path that git does not accept.
 */
export async function writeTree(
  directory: string,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  for (const { path } of changes) checkPath(path);
  const root = base === undefined ? undefined : await gitText(directory, ['rev-parse', `${base}^{tree}`]);
  const removed = changes.filter(({ oid }) => oid === null);
  const written = changes.filter(({ oid }) => oid !== null);
  // fast-import makes trees in commits only: this one goes with its ref.
  const ref = `refs/sandbox/${randomUUID()}`;
  const input = [
    `commit ${ref}\ncommitter sandbox <sandbox> 0 +0000\ndata 0\n`,
    ...(root === undefined ? [] : [`M 040000 ${root} ""\n`]),
    ...removed.map(({ path }) => `D ${quote(path)}\n`),
    ...written.map(({ path, mode, oid }) => `M ${mode} ${oid ?? NOTHING} ${quote(path)}\n`),
    `ls ""\n\nreset ${ref}\nfrom ${NOTHING}\n\n`,
  ].join('');
  const listed = await gitText(directory, ['fast-import', '--quiet'], { input });
  return listed.split(/\s/u)[2] ?? '';
}

const quote = (path: string): string =>
  `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

/** What git's index takes as a path; fast-import itself takes more. */
function checkPath(path: string): void {
  const isBad = (part: string): boolean => ['', '.', '..'].includes(part) || part.toLowerCase() === '.git';
  if (path.includes('\0') || path.split('/').some(isBad)) {
    throw new GitError(['fast-import'], 128, `fatal: invalid path '${path}'`);
  }
}
