import { crc32, gzipSync } from 'node:zlib';

export interface Entry {
  readonly name: string;
  readonly content?: string;
  readonly mtime?: number;
  readonly mode?: number;
  readonly uid?: number;
}

const BLOCK = 512;

/** A POSIX tar archive of `entries`. */
export function tar(entries: readonly Entry[]): Buffer {
  return Buffer.concat([...entries.flatMap(tarEntry), Buffer.alloc(2 * BLOCK)]);
}

function tarEntry({ name, content = '', mtime = 0, mode = 0o644, uid = 0 }: Entry): Buffer[] {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): number =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  header.write(name, 0, 100);
  octal(mode, 100, 8);
  octal(uid, 108, 8);
  octal(0, 116, 8);
  octal(Buffer.byteLength(content), 124, 12);
  octal(mtime, 136, 12);
  header.write('        0', 148);
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / BLOCK) * BLOCK);
  body.write(content);
  return [header, body];
}

/** `bytes` packed by gzip, with a time in the header. */
export function gzip(bytes: Buffer, mtime = 0): Buffer {
  const packed = Buffer.from(gzipSync(bytes));
  packed.writeUInt32LE(mtime, 4);
  return packed;
}

/** A ZIP archive of `entries`, not compressed; `mtime` is what MS-DOS has for a time. */
export function zip(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content = '', mtime = 0, mode = 0o644 } of entries) {
    const checksum = crc32(content);
    const size = Buffer.byteLength(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(mtime, 10);
    local.writeUInt32LE(checksum, 14);
    local.writeUInt32LE(size, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt32LE(mtime, 12);
    central.writeUInt32LE(checksum, 16);
    central.writeUInt32LE(size, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(at, 42);
    const file = Buffer.concat([local, Buffer.from(name), Buffer.from(content)]);
    files.push(file);
    directory.push(central, Buffer.from(name));
    at += file.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}
