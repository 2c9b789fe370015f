import { type ArchiveEntry, entryCauses, type PartCauses } from './entry-causes.ts';

const FILE = Buffer.from('PK\x03\x04', 'latin1');
const ENTRY = 0x02014b50;
const END = Buffer.from('PK\x05\x06', 'latin1');
const ENTRY_BYTES = 46;
const END_BYTES = 22;

const CAUSES: PartCauses = {
  time: { what: 'the times of', remedy: 'set them to SOURCE_DATE_EPOCH before zip, and TZ=UTC' },
  extra: { what: 'the extra fields (times, owners) of', remedy: 'zip -X' },
  mode: { what: 'the modes of', remedy: 'set them before zip' },
  checksum: { what: 'the content of' },
};

/** Whether bytes begin as a ZIP archive (a JAR, a wheel, …) that has an entry. */
export const isZip = (bytes: Buffer): boolean => bytes.subarray(0, FILE.length).equals(FILE);

/** What differs in the directories of two ZIP archives. */
export const zipCauses = (first: Buffer, second: Buffer): string[] =>
  entryCauses(zipEntries(first), zipEntries(second), CAUSES, 'hand zip a sorted list');

/** The entries of the directory at the end, as APPNOTE 4.3.12 has them. */
function zipEntries(bytes: Buffer): ArchiveEntry[] {
  const end = bytes.lastIndexOf(END);
  if (end === -1 || end + END_BYTES > bytes.length) return [];
  const entries: ArchiveEntry[] = [];
  for (let at = bytes.readUInt32LE(end + 16); at + ENTRY_BYTES <= end && bytes.readUInt32LE(at) === ENTRY;) {
    const name = at + ENTRY_BYTES;
    const extra = name + bytes.readUInt16LE(at + 28);
    const comment = extra + bytes.readUInt16LE(at + 30);
    entries.push({
      name: bytes.toString('utf8', name, extra),
      parts: {
        time: bytes.readUInt32LE(at + 12),
        extra: bytes.toString('hex', extra, comment),
        mode: bytes.readUInt32LE(at + 38),
        checksum: bytes.readUInt32LE(at + 16),
      },
    });
    at = comment + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
