import { fromUtf8, utf8 } from '../../../common/bytes.ts';
import { parseIndex } from '../../../common/decimal.ts';

/** The content of an index file: entry indices, one to a line, ascending. */
export const formatIndexFile = (indices: readonly number[]): Uint8Array =>
  utf8(
    [...new Set(indices)]
      .toSorted((a, b) => a - b)
      .map((index) => `${index}\n`)
      .join(''),
  );

/**
 * The indices of an index file that are below `size`. Index files are hints that anybody may have written: what does
 * not read as an index is left out, and the caller checks the entries themselves.
 */
export function parseIndexFile(bytes: Uint8Array | undefined, size: number): number[] {
  if (bytes === undefined) return [];
  let lines: string[];
  try {
    lines = fromUtf8(bytes).split('\n');
  } catch {
    return [];
  }
  return lines.map(parseIndex).filter((index) => index !== undefined && index < size) as number[];
}
