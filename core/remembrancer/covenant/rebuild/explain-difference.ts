import { firstDifference } from './first-difference.ts';
import { gzipCauses, isGzip, unpackedGzip } from './gzip-causes.ts';
import { isTar, tarCauses } from './tar-causes.ts';
import { isZip, zipCauses } from './zip-causes.ts';

/** Where two files differ, and why as far as their format tells. */
export interface Explanation {
  /** The first byte that differs in the files as they are. */
  readonly offset: number;
  /** Each a sentence without a full stop; none where nothing is known of the format. */
  readonly causes: readonly string[];
}

/** So deep is looked into gzip that packs gzip: one can unpack to itself. */
const MOST_NESTED = 2;

/** Says where two files differ and names the usual causes of archives; `undefined` when they are equal. */
export function explainDifference(first: Buffer, second: Buffer): Explanation | undefined {
  const offset = firstDifference(first, second);
  return offset === undefined ? undefined : { offset, causes: causesOf(first, second) };
}

function causesOf(first: Buffer, second: Buffer, nested = MOST_NESTED): string[] {
  if (nested > 0 && isGzip(first) && isGzip(second)) {
    const [a, b] = [unpackedGzip(first), unpackedGzip(second)];
    if (a === undefined || b === undefined) return gzipCauses(first, second);
    const header = gzipCauses(first, second);
    const offset = firstDifference(a, b);
    if (offset === undefined)
      return header.length > 0 ? header : ['the content is the same, and was compressed in another way'];
    const inside = causesOf(a, b, nested - 1);
    return [...header, ...(inside.length > 0 ? inside : [`what gzip packed, from its byte ${offset} on`])];
  }
  if (isTar(first) && isTar(second)) return tarCauses(first, second);
  if (isZip(first) && isZip(second)) return zipCauses(first, second);
  return [];
}
