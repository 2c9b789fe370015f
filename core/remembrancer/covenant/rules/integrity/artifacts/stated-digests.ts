import { posix } from 'node:path';

import type { CovenantContext } from '../../../covenant-context.ts';
import type { FileText } from '../../../file-text.ts';
import { pathsOf } from '../../../tree/tree-paths.ts';
import { isPlain } from '../../../context-of.ts';
import { checksumLines } from './checksum-lines.ts';
import { proofDigests } from './proof-digests.ts';

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
  /(?:^|[/._-])(?:sha-?(?:256|384|512)-?sums?|checksums?|sums)(?:[._-](?:sha(?:256|384|512)|txt))*$/i;
/** A digest of the file that it is named after. */
const BESIDE = /\.(?:sha(?:256|384|512)(?:sum)?|vmproof)$/i;
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
  const { files: all } = pathsOf(context.tree);
  for (const file of files) {
    const named = file.path.replace(BESIDE, '');
    const isBeside = named !== file.path && all.has(named);
    for (const [path, digest] of isBeside ? statedBeside(file, named) : statedByList(file)) add(path, digest);
  }
  return (path) => byPath.get(path) ?? [];
}

type Stated = readonly (readonly [path: string, StatedDigest])[];

/** What a file says that is named after the artifact, which it may call by where it was made, or not at all. */
function statedBeside(file: FileText, artifact: string): Stated {
  const { path: source, text } = file;
  const digests = /\.vmproof$/i.test(source) ? proofDigests(file) : checksumLines(text);
  return digests.map(({ algorithm, hex }) => [artifact, { algorithm, hex, source }]);
}

function statedByList({ path: source, text }: FileText): Stated {
  const folder = posix.dirname(source);
  return checksumLines(text).map(({ name, algorithm, hex }) => [
    posix.join(folder, name),
    { algorithm, hex, source },
  ]);
}
