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
])('%s with these bytes is of the right kind: %#', (path, content, kind) => {
  expect(kindOfArtifact(path, content)).toBe(kind);
});
