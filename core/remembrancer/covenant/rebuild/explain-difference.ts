import { firstDifference } from './first-difference.ts';
import { gzipCauses, isGzip, unpackedGzip } from './gzip-causes.ts';
import { isTar, tarCauses } from './tar-causes.ts';
import { isZip, zipCauses } from './zip-causes.ts';

/** Where two files differ, and why as far as their format tells. */
export interface Explanation {
  /** The first byte that differs; of what is packed by gzip, in what comes out of it where only that differs. */
  readonly offset: number;
  /** Each a sentence without a full stop; none where nothing is known of the format. */
  readonly causes: readonly string[];
}

/** Says where two files differ and names the usual causes of archives; `undefined` when they are equal. */
export function explainDifference(first: Buffer, second: Buffer): Explanation | undefined {
  const offset = firstDifference(first, second);
  return offset === undefined ? undefined : { offset, causes: causesOf(first, second) };
}

function causesOf(first: Buffer, second: Buffer): string[] {
  if (isGzip(first) && isGzip(second)) {
    const [a, b] = [unpackedGzip(first), unpackedGzip(second)];
    if (a === undefined || b === undefined) return gzipCauses(first, second);
    const isSameInside = a.equals(b);
    const inside = isSameInside ? [] : causesOf(a, b);
    const header = gzipCauses(first, second);
    if (isSameInside && header.length === 0)
      return ['the content is the same, and was compressed in another way'];
    return [...header, ...inside];
  }
  if (isTar(first) && isTar(second)) return tarCauses(first, second);
  if (isZip(first) && isZip(second)) return zipCauses(first, second);
  return [];
}
