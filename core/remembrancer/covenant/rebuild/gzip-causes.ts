import { gunzipSync } from 'node:zlib';

/** How much is unpacked to be looked into, in bytes. */
const MOST_UNPACKED = 256 * 1024 ** 2;

const HEADER_BYTES = 10;
const MTIME = 4;
const NAME_FLAG = 8;

/** Whether bytes begin as RFC 1952 has it. */
export const isGzip = (bytes: Buffer): boolean =>
  bytes.length > HEADER_BYTES && bytes.readUInt16BE(0) === 0x1f8b;

/** What is packed; `undefined` for what is damaged or too large. */
export function unpackedGzip(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED });
  } catch {
    return undefined;
  }
}

/** What differs in the header of gzip: its time, its name, and the system that it was made on. */
export function gzipCauses(first: Buffer, second: Buffer): string[] {
  const causes: string[] = [];
  const [a, b] = [first, second].map((bytes) => bytes.readUInt32LE(MTIME));
  if (a !== b) causes.push(`the time in the header of gzip (${a ?? 0} and ${b ?? 0}): gzip -n leaves it out`);
  if (((first[3] ?? 0) & NAME_FLAG) !== ((second[3] ?? 0) & NAME_FLAG) || nameOf(first) !== nameOf(second))
    causes.push('the name in the header of gzip: gzip -n leaves it out');
  if (first[8] !== second[8] || first[9] !== second[9])
    causes.push('the level or the system in the header of gzip');
  return causes;
}

/** The name that is packed along, up to its NUL; where there are extra fields before it, nothing is said of it. */
function nameOf(bytes: Buffer): string {
  if (((bytes[3] ?? 0) & (NAME_FLAG | 4)) !== NAME_FLAG) return '';
  const end = bytes.indexOf(0, HEADER_BYTES);
  return bytes.toString('latin1', HEADER_BYTES, end === -1 ? HEADER_BYTES : end);
}
