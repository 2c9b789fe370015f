import { ARCHIVE } from './may-be-artifact.ts';

interface Magic {
  readonly kind: string;
  /** Latin-1. */
  readonly bytes: string;
  readonly at?: number;
}

const PROGRAMS: readonly Magic[] = [
  { kind: 'executable (ELF)', bytes: '\x7fELF' },
  { kind: 'executable (Mach-O)', bytes: '\xfe\xed\xfa\xce' },
  { kind: 'executable (Mach-O)', bytes: '\xfe\xed\xfa\xcf' },
  { kind: 'executable (Mach-O)', bytes: '\xce\xfa\xed\xfe' },
  { kind: 'executable (Mach-O)', bytes: '\xcf\xfa\xed\xfe' },
  { kind: 'module (WebAssembly)', bytes: '\0asm' },
  { kind: 'library (ar)', bytes: '!<arch>\n' },
];

const ARCHIVES: readonly Magic[] = [
  { kind: 'archive (zip)', bytes: 'PK\x03\x04' },
  { kind: 'archive (gzip)', bytes: '\x1f\x8b' },
  { kind: 'archive (bzip2)', bytes: 'BZh' },
  { kind: 'archive (xz)', bytes: '\xfd7zXZ\0' },
  { kind: 'archive (zstd)', bytes: '\x28\xb5\x2f\xfd' },
  { kind: 'archive (7z)', bytes: "7z\xbc\xaf'\x1c" },
  { kind: 'archive (rar)', bytes: 'Rar!\x1a\x07' },
  { kind: 'archive (tar)', bytes: 'ustar', at: 257 },
  { kind: 'package (deb)', bytes: '!<arch>\ndebian-binary' },
  { kind: 'package (rpm)', bytes: '\xed\xab\xee\xdb' },
  { kind: 'package (xar)', bytes: 'xar!' },
  { kind: 'installer (msi)', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
  { kind: 'installer (cab)', bytes: 'MSCF' },
  { kind: 'image (squashfs)', bytes: 'hsqs' },
  { kind: 'image (ISO 9660)', bytes: 'CD001', at: 0x8001 },
];

/** What kind of artifact the bytes are; `undefined` for text, data and what only has the name of one. */
export function kindOfArtifact(path: string, bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const is = ({ bytes: magic, at = 0 }: Magic): boolean =>
    buffer.toString('latin1', at, at + magic.length) === magic;
  if (ARCHIVE.test(path)) {
    const archive = ARCHIVES.find(is);
    if (archive !== undefined) return archive.kind;
    if (isDiskImage(buffer)) return 'image (dmg)';
  }
  if (isPe(buffer)) return 'executable (PE)';
  if (isFatMachO(buffer)) return 'executable (Mach-O)';
  return PROGRAMS.find(is)?.kind;
}

/** `MZ`, and `PE` where the header says. */
function isPe(buffer: Buffer): boolean {
  if (buffer.length < 0x40 || buffer.toString('latin1', 0, 2) !== 'MZ') return false;
  const at = buffer.readUInt32LE(0x3c);
  return buffer.toString('latin1', at, at + 4) === 'PE\0\0';
}

/** The same four bytes begin a Java class, whose version stands where the number of architectures does. */
const isFatMachO = (buffer: Buffer): boolean =>
  buffer.length >= 8 && buffer.readUInt32BE(0) === 0xcafebabe && buffer.readUInt32BE(4) < 20;

/** Its trailer of 512 bytes begins so. */
const isDiskImage = (buffer: Buffer): boolean =>
  buffer.toString('latin1', buffer.length - 512, buffer.length - 508) === 'koly';
