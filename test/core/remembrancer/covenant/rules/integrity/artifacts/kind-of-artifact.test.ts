import { expect, it } from '@jest/globals';

import { kindOfArtifact } from '../../../../../../../core/remembrancer/covenant/rules/integrity/artifacts/kind-of-artifact.ts';

const bytes = (length: number, ...parts: readonly (readonly [at: number, text: string])[]): Buffer => {
  const made = Buffer.alloc(length);
  for (const [at, text] of parts) made.write(text, at, 'latin1');
  return made;
};

it.each([
  ['a.zip', bytes(600, [0, 'PK\x03\x04']), 'archive (zip)'],
  ['a.docx', bytes(600, [0, 'PK\x03\x04']), undefined],
  ['a.dmg', bytes(512, [0, 'koly']), 'image (dmg)'],
  ['a.dmg', bytes(600, [88, 'koly']), 'image (dmg)'],
  ['a.dmg', bytes(511, [0, 'koly']), undefined],
  ['a.dmg', bytes(600), undefined],
  ['a.exe', bytes(64, [0, 'MZ'], [0x3c, '\x20'], [0x20, 'PE']), 'executable (PE)'],
  ['a.exe', bytes(63, [0, 'MZ']), undefined],
  ['a.exe', bytes(64, [0x3c, '\x20'], [0x20, 'PE']), undefined],
  ['a', bytes(8, [0, '\xca\xfe\xba\xbe\0\0\0\x13']), 'executable (Mach-O)'],
  ['a', bytes(8, [0, '\xca\xfe\xba\xbe\0\0\0\x14']), undefined],
  ['a', bytes(7, [0, '\xca\xfe\xba\xbe']), undefined],
  ['a', bytes(8), undefined],
  ['a', bytes(99, [0, '\x7fELF']), 'executable (ELF)'],
  ['a', bytes(99, [0, '\xfe\xed\xfa\xce']), 'executable (Mach-O)'],
  ['a', bytes(99, [0, '\xfe\xed\xfa\xcf']), 'executable (Mach-O)'],
  ['a', bytes(99, [0, '\xce\xfa\xed\xfe']), 'executable (Mach-O)'],
  ['a', bytes(99, [0, '\xcf\xfa\xed\xfe']), 'executable (Mach-O)'],
  ['a', bytes(99, [0, '\0asm']), 'module (WebAssembly)'],
  ['a.a', bytes(99, [0, '!<arch>\n']), 'library (ar)'],
  ['a.a', bytes(99, [1, '!<arch>\n']), undefined],
  ['a.tgz', bytes(99, [0, '\x1f\x8b']), 'archive (gzip)'],
  ['a.tar.bz2', bytes(99, [0, 'BZh']), 'archive (bzip2)'],
  ['a.txz', bytes(99, [0, '\xfd7zXZ\0']), 'archive (xz)'],
  ['a.tar.zst', bytes(99, [0, '\x28\xb5\x2f\xfd']), 'archive (zstd)'],
  ['a.7z', bytes(99, [0, "7z\xbc\xaf'\x1c"]), 'archive (7z)'],
  ['a.rar', bytes(99, [0, 'Rar!\x1a\x07']), 'archive (rar)'],
  ['a.tar', bytes(600, [257, 'ustar']), 'archive (tar)'],
  ['a.deb', bytes(99, [0, '!<arch>\ndebian-binary']), 'package (deb)'],
  ['a.rpm', bytes(99, [0, '\xed\xab\xee\xdb']), 'package (rpm)'],
  ['a.pkg', bytes(99, [0, 'xar!']), 'package (xar)'],
  ['a.msi', bytes(99, [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1']), 'installer (msi)'],
  ['a.cab', bytes(99, [0, 'MSCF']), 'installer (cab)'],
  ['a.snap', bytes(99, [0, 'hsqs']), 'image (squashfs)'],
  ['a.iso', bytes(0x9000, [0x8001, 'CD001']), 'image (ISO 9660)'],
])('%s with these bytes is of the right kind: %#', (path, content, kind) => {
  expect(kindOfArtifact(path, content)).toBe(kind);
});
