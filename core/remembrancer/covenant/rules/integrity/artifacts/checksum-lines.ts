import type { Algorithm } from './stated-digests.ts';

export interface ChecksumLine {
  readonly algorithm: Algorithm;
  /** In lower case. */
  readonly hex: string;
  /** The file as the line calls it; empty where it is a digest and nothing else. */
  readonly name: string;
}

/** `<hex>  name` of GNU, with `*` for binary and `\` for escapes. */
const GNU = /^\\?([0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})(?:[ \t]+\*?(\S.*)?)?$/i;
/** `SHA256 (name) = <hex>` of BSD. */
const BSD = /^SHA2?-?(?:256|384|512)\s?\((.{1,4096})\)\s?=\s?([0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;

const ALGORITHMS: Readonly<Record<number, Algorithm>> = { 64: 'sha256', 96: 'sha384', 128: 'sha512' };

/** The digests in a checksum file as `sha256sum` and its kind write it; what else stands in it is passed over. */
export function checksumLines(text: string): ChecksumLine[] {
  return text.split(/\r?\n/).flatMap((line): ChecksumLine[] => {
    const written = line.trim();
    const [, gnuHex, gnuName = ''] = GNU.exec(written) ?? [];
    const [, bsdName, bsdHex] = BSD.exec(written) ?? [];
    const hex = (gnuHex ?? bsdHex ?? '').toLowerCase();
    const algorithm = ALGORITHMS[hex.length];
    return algorithm === undefined ? [] : [{ algorithm, hex, name: bsdName ?? gnuName }];
  });
}
