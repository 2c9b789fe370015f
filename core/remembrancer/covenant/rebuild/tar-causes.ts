import { type ArchiveEntry, entryCauses, type PartCauses } from './entry-causes.ts';

const BLOCK = 512;
/** Entries that are the name, or more of the header, of the next one. */
const EXTENSIONS = new Set(['L', 'K', 'x', 'g']);

const CAUSES: PartCauses = {
  mtime: {
    what: 'the times of',
    remedy: 'tar --mtime=@$SOURCE_DATE_EPOCH (in a Makefile @$$SOURCE_DATE_EPOCH)',
  },
  owner: { what: 'the owners of', remedy: 'tar --owner=0 --group=0 --numeric-owner' },
  mode: { what: 'the modes of', remedy: 'tar --mode=u=rwX,go=rX' },
  content: { what: 'the content of' },
};

/** Whether bytes are a POSIX or GNU tar archive. */
export const isTar = (bytes: Buffer): boolean =>
  bytes.length >= BLOCK && bytes.toString('latin1', 257, 262) === 'ustar';

/** What differs in the entries of two tar archives. */
export const tarCauses = (first: Buffer, second: Buffer): string[] =>
  entryCauses(tarEntries(first), tarEntries(second), CAUSES, 'tar --sort=name');

function tarEntries(bytes: Buffer): ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const header = bytes.subarray(at, at + BLOCK);
    const size = sizeOf(field(header, 124, 12));
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    const type = field(header, 156, 1);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L') longName = content.toString('utf8').split('\0', 1)[0];
    if (type === 'x')
      longName = /(?:^|\n)\d{1,9} path=([^\n]*)/u.exec(content.toString('utf8'))?.[1] ?? longName;
    if (EXTENSIONS.has(type)) continue;
    const owner = [
      field(header, 108, 8),
      field(header, 116, 8),
      field(header, 265, 32),
      field(header, 297, 32),
    ];
    entries.push({
      name: longName ?? nameOf(header),
      parts: { mode: field(header, 100, 8), owner: owner.join(' '), mtime: field(header, 136, 12), content },
    });
    longName = undefined;
  }
  return entries;
}

const field = (header: Buffer, start: number, length: number): string =>
  (header.toString('utf8', start, start + length).split('\0', 1)[0] ?? '').trim();

/** POSIX has the beginning of a long name apart; GNU has times in that place. */
function nameOf(header: Buffer): string {
  const prefix = header[263] === 0x30 ? field(header, 345, 155) : '';
  return (prefix === '' ? '' : `${prefix}/`) + field(header, 0, 100);
}

/** A number in octal; one that is written in another way, of more than 8 GiB, counts for nothing. */
const sizeOf = (octal: string): number => (/^[0-7]+$/u.test(octal) ? Number.parseInt(octal, 8) : 0);
