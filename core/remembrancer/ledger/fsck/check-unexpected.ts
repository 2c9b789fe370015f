import { evidencePath, peoplePath } from '../branch/branch-paths.ts';
import { isForPeople } from '../branch/pages/page-paths.ts';
import type { Findings } from './findings.ts';
import { listedIndices } from './listed-indices.ts';
import type { LedgerSource } from './ledger-source.ts';

/** Files that may stand on the branch and that no entry commits to. */
const ASIDE: readonly (readonly [RegExp, string])[] = [
  [/^witness\/[0-9a-f]{64}\/checkpoint$/u, 'It is the checkpoint of another log.'],
  [/^keys\/[0-9a-f]{8}$/u, 'It leads from a trusted key to the next: "vaultmesh trust update" checks it.'],
];

/** Why a page or a badge may say what it likes. */
export const FOR_PEOPLE = 'It is for people, and nothing is read from it.';

const INDEX_FILE = /^by-(?:op|digest)\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}$/u;
/** Index files that are read at once. */
const FILES_AT_ONCE = 4096;

/**
 * Names the files that nothing in the log of `size` entries speaks of. `unknown` are the entries without a right receipt: a file that may be
 * theirs is not blamed, and is looked at when the receipt is there.
 */
export async function checkUnexpected(
  source: LedgerSource,
  files: readonly string[],
  { size, unknown }: { readonly size: number; readonly unknown: ReadonlySet<number> },
  findings: Findings,
): Promise<void> {
  const open = files.filter((file) => !findings.seen.has(file) && !isSideFileOf(file, unknown));
  const theirs = unknown.size === 0 ? new Set<string>() : await indexFilesOf(source, open, unknown);
  for (const file of open) {
    if (theirs.has(file)) continue;
    const aside = ASIDE.find(([pattern]) => pattern.test(file));
    if (isForPeople(file, size)) findings.setAside(file, FOR_PEOPLE);
    else if (aside !== undefined) findings.setAside(file, aside[1]);
    else findings.report(file, 'unexpected', 'Nothing in the log speaks of it.');
  }
}

/** Whether `file` stands where the evidence or the people of an entry of `unknown` do. */
function isSideFileOf(file: string, unknown: ReadonlySet<number>): boolean {
  const [, kind, digits = ''] = /^(people|evidence)\/.*?\/(\d+)(?:\.json|\/[^/]+)$/u.exec(file) ?? [];
  const index = Number(digits);
  if (kind === undefined || !unknown.has(index)) return false;
  const folder = evidencePath(index, { layer: 'openpgp', n: 1 }).replace(/[^/]+$/u, '');
  return kind === 'people' ? file === peoplePath(index) : file.startsWith(folder);
}

/** The index files among `files` that lead to entries of `unknown` and to no other. */
async function indexFilesOf(
  source: LedgerSource,
  files: readonly string[],
  unknown: ReadonlySet<number>,
): Promise<Set<string>> {
  const paths = files.filter((file) => INDEX_FILE.test(file));
  const theirs = new Set<string>();
  for (let at = 0; at < paths.length; at += FILES_AT_ONCE) {
    for (const [path, content] of await source.read(paths.slice(at, at + FILES_AT_ONCE))) {
      if (listedIndices(content)?.every((index) => unknown.has(index)) === true) theirs.add(path);
    }
  }
  return theirs;
}
