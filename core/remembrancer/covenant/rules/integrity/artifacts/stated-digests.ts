import type { CovenantContext } from '../../../covenant-context.ts';
import type { FileText } from '../../../file-text.ts';
import { folderOf } from '../../../tree/tree-paths.ts';
import { isPlain } from '../../../context-of.ts';
import { proofSubject } from './proof-subject.ts';
import { checksumLines } from './checksum-lines.ts';

export interface StatedDigest {
  readonly algorithm: Algorithm;
  /** In lower case. */
  readonly hex: string;
  /** The file that states it. */
  readonly source: string;
}

export type Algorithm = 'sha256' | 'sha384' | 'sha512';

/** A list of digests for the files of its folder and below. */
const LIST =
  /(?:^|[/._-])(?:sha-?(?:256|384|512)-?sums?|checksums?|sums)(?:[._-](?:sha(?:256|384|512)|txt|asc))*(?:\.txt)?$/i;
/** A digest of the file that it is named after. */
const BESIDE = /\.(sha256|sha384|sha512|vmproof|sha256sum|sha512sum|sha384sum)$/i;
const MOST_BYTES = 1024 * 1024;

/** What the checksum files and proofs of a tree say of a path: those beside it, and lists in its folder or one above. */
export async function statedDigests(
  context: CovenantContext,
): Promise<(path: string) => readonly StatedDigest[]> {
  const files = await context.filesWhere(
    (file) => isPlain(file) && file.size <= MOST_BYTES && (BESIDE.test(file.path) || LIST.test(file.path)),
  );
  const byPath = new Map<string, StatedDigest[]>();
  const add = (path: string, digest: StatedDigest): void => {
    const known = byPath.get(path);
    if (known === undefined) byPath.set(path, [digest]);
    else known.push(digest);
  };
  for (const file of files) for (const [path, digest] of statedBy(file)) add(path, digest);
  return (path) => byPath.get(path) ?? [];
}

function statedBy(file: FileText): (readonly [string, StatedDigest])[] {
  const { path: source } = file;
  const folder = folderOf(source) ?? '';
  const inFolder = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const named = source.replace(BESIDE, '');
  if (/\.vmproof$/i.test(source)) {
    const subject = proofSubject(file);
    if (subject === undefined) return [];
    return [[named, { algorithm: 'sha256', hex: subject.sha256, source }]];
  }
  return checksumLines(file.text).map(({ name, ...digest }) => [
    // A file beside an artifact may name it by where it was made, or not at all.
    named !== source ? named : inFolder(name.replace(/^(?:\.\/)+/, '')),
    { ...digest, source },
  ]);
}
