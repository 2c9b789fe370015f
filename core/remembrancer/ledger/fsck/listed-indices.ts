import { equalBytes } from '../../../common/bytes.ts';
import { formatIndexFile, parseIndexFile } from '../branch/index-file.ts';

/** The entries that an index file lists, one at least; `undefined` when it is not as the writer makes it. */
export function listedIndices(content: Uint8Array): readonly number[] | undefined {
  const indices = parseIndexFile(content, Infinity);
  return indices.length > 0 && equalBytes(formatIndexFile(indices), content) ? indices : undefined;
}
