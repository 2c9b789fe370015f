import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../../../core/common/bytes.ts';
import { artifactsHaveDigests } from '../../../../../../core/remembrancer/covenant/rules/integrity/artifacts-have-digests.ts';
import { memoryTree } from '../../../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import { makeProof } from '../../../../../../core/remembrancer/proof/index.ts';
import { checkRule, type Contents } from '../proof-chain/check-rule.ts';
import { processorTime } from './processor-time.ts';

const bytes = (beginning: string, at = 0, length = 600): Buffer => {
  const made = Buffer.alloc(length);
  made.write(beginning, at, 'latin1');
  return made;
};

const ZIP = bytes('PK\x03\x04');
const ELF = bytes('\x7fELF');
const digest = (algorithm: string, content: Uint8Array): string =>
  createHash(algorithm).update(content).digest('hex');
const SHA256 = digest('sha256', ZIP);

const found = async (contents: Contents): Promise<string[]> =>
  (await checkRule(artifactsHaveDigests, contents)).findings.map(
    ({ path, message }) => `${path ?? ''}: ${message}`,
  );

function portableExecutable(): Buffer {
  const made = bytes('MZ');
  made.writeUInt32LE(0x80, 0x3c);
  made.write('PE\0\0', 0x80, 'latin1');
  return made;
}

describe('an artifact without a digest is found', () => {
  it.each([
    ['a.zip', ZIP],
    ['lib/a.jar', ZIP],
    ['A.WAR', ZIP],
    ['a-1.0.whl', ZIP],
    ['a.nupkg', ZIP],
    ['a.apk', ZIP],
    ['a.tar.gz', bytes('\x1f\x8b')],
    ['a.tgz', bytes('\x1f\x8b')],
    ['a.tbz', bytes('BZh')],
    ['a.tar.xz', bytes('\xfd7zXZ\0')],
    ['a.tar', bytes('ustar', 257)],
    ['a.gem', bytes('ustar', 257)],
    ['a.deb', bytes('!<arch>\ndebian-binary')],
    ['a.rpm', bytes('\xed\xab\xee\xdb')],
    ['a.msi', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
    ['a.dmg', bytes('koly', 488, 1000)],
    ['a.iso', bytes('CD001', 0x8001, 0x9000)],
    ['a.exe', portableExecutable()],
    ['a.dll', portableExecutable()],
    ['a.so', ELF],
    ['a.so.1.2', ELF],
    ['a.so.12', ELF],
    ['a.dylib', bytes('\xcf\xfa\xed\xfe')],
    ['a.wasm', bytes('\0asm')],
    ['a.bin', ELF],
    ['bin/tool', ELF],
    ['.tool', ELF],
    ['bin/.tool', ELF],
    ['smallest', bytes('\x7fELF', 0, 45)],
    ['fat', bytes('\xca\xfe\xba\xbe\0\0\0\x02')],
  ])('%s', async (path, content) => {
    expect(await found({ [path]: content })).toEqual([expect.stringMatching(/ has no digest beside it$/)]);
  });

  it('under any name, when it can be run', async () => {
    const tree = memoryTree({ 'tool.x86': ELF });
    const executable = {
      ...tree,
      files: tree.files.map((file) => ({ ...file, kind: 'executable' as const })),
    };
    expect((await checkRule(artifactsHaveDigests, executable)).findings).toHaveLength(1);
    expect((await checkRule(artifactsHaveDigests, tree)).findings).toEqual([]);
  });

  it('but for the endings of sources, texts and pictures', async () => {
    const endings = [
      ...['sh', 'bash', 'zsh', 'fish', 'py', 'rb', 'pl', 'pm', 'php', 'js', 'mjs', 'cjs', 'ts', 'lua', 'bat'],
      ...['cmd', 'ps1', 'go', 'rs', 'c', 'h', 'cc', 'cpp', 'java', 'kt', 'cs', 'html', 'css', 'md', 'txt'],
      ...['json', 'yml', 'yaml', 'toml', 'xml', 'svg', 'png', 'jpg', 'gif', 'csv', 'sql', 'SH', 'Py'],
    ];
    const tree = memoryTree(Object.fromEntries(endings.map((ending) => [`tool.${ending}`, ELF])));
    const files = tree.files.map((file) => ({ ...file, kind: 'executable' as const }));
    expect((await checkRule(artifactsHaveDigests, { ...tree, files })).findings).toEqual([]);
  });

  it.each([
    [
      'd/a.zip',
      'Build or download it when it is needed, or write its digest: sha256sum a.zip > a.zip.sha256 in its folder.',
    ],
    ['a b.zip', 'Build or download it when it is needed, or write its digest into SHA256SUMS in its folder.'],
    ['-a.zip', 'Build or download it when it is needed, or write its digest into SHA256SUMS in its folder.'],
  ])('with a command where its name is plain: %s', async (path, remedy) => {
    const { findings } = await checkRule(artifactsHaveDigests, { [path]: ZIP });
    expect(findings.map((each) => each.remedy)).toEqual([remedy]);
  });

  it('and of Gradle’s wrapper is said where its digests are', async () => {
    const { findings } = await checkRule(artifactsHaveDigests, { 'gradle/wrapper/gradle-wrapper.jar': ZIP });
    expect(findings[0]?.remedy).toMatch(/gradle\.org/);
  });
});

describe('what is no artifact is left alone', () => {
  it.each([
    ['a.zip', Buffer.from('no archive')],
    ['a.zip', Buffer.alloc(0)],
    [
      'a.zip',
      Buffer.from(`version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9\n`),
    ],
    ['a.docx', ZIP],
    ['a.xlsx', ZIP],
    ['a.epub', ZIP],
    ['data.json.gz', bytes('\x1f\x8b')],
    ['a.bin', Buffer.alloc(600, 7)],
    ['a.class', bytes('\xca\xfe\xba\xbe\0\0\0\x41')],
    ['Klass', bytes('\xca\xfe\xba\xbe\0\0\0\x41')],
    ['LICENSE', Buffer.from('MIT')],
    ['mz', Buffer.from(`MZ${' '.repeat(600)}`)],
    ['short', Buffer.from('\x7fELF')],
    ['a.md', ELF],
    ['a.exe.txt', portableExecutable()],
    ['a.zip.txt', ZIP],
    ['zipped', ZIP],
  ])('%s', async (path, content) => {
    expect(await found({ [path]: content })).toEqual([]);
  });

  it('a symbolic link and a submodule too', async () => {
    const tree = memoryTree({});
    const files = [
      { path: 'a.zip', kind: 'symlink', size: 9, id: 'a' },
      { path: 'b.zip', kind: 'submodule', size: 0, id: 'b' },
    ] as const;
    expect((await checkRule(artifactsHaveDigests, { ...tree, files })).findings).toEqual([]);
  });
});

describe('an artifact with a digest that fits is no finding', () => {
  const proof = makeProof({
    subject: { name: 'a.zip', sha256: SHA256, size: ZIP.length },
    receipt: utf8('{}'),
    evidence: [],
    tlogProof: '',
  });

  it.each([
    ['d/a.zip.sha256', SHA256],
    ['d/a.zip.sha256', `${SHA256}  /builds/77/a.zip\n`],
    ['d/a.zip.SHA256', `${SHA256.toUpperCase()}  a.zip`],
    ['d/a.zip.sha512', `${digest('sha512', ZIP)} *a.zip\r\n`],
    ['d/a.zip.sha384', digest('sha384', ZIP)],
    ['d/a.zip.vmproof', proof],
    ['d/SHA256SUMS', `${'0'.repeat(64)}  other\n${SHA256}  a.zip\n`],
    ['d/SHA256SUMS', `${SHA256}  ./a.zip`],
    ['d/SHA256SUMS.txt', `${SHA256} *a.zip`],
    ['d/sha256sum.txt', `SHA256 (a.zip) = ${SHA256}\n`],
    ['d/SHA512SUMS', `SHA512 (a.zip) = ${digest('sha512', ZIP)}\n`],
    ['d/checksums.txt', `# ours\n\n${SHA256}\ta.zip`],
    ['d/tool_1.0_checksums.txt', `${SHA256}  a.zip`],
    ['SHA256SUMS', `${SHA256}  d/a.zip\n`],
    ['SHA256SUMS', `  ${SHA256}  d/a.zip  \n`],
    ['checksums.sha256', `${SHA256}  d/a.zip\n`],
    ['d/a.zip.sha256sum', `${SHA256}  a.zip\n`],
    ['d/checksum.txt', `${SHA256}  a.zip\n`],
    ['d/sums', `${SHA256}  a.zip\n`],
    ['d/sha-256-sums', `\\${SHA256}  a.zip\n`],
    ['d/SHA384SUMS', `${digest('sha384', ZIP)}  a.zip\n`],
    ['d/SHA384SUMS', `SHA384 (a.zip) = ${digest('sha384', ZIP)}\n`],
    ['d/SHA512SUMS', `${digest('sha512', ZIP)}  a.zip\n`],
    ['d/checksums', `SHA256(a.zip)= ${SHA256}\n`],
    ['d/checksums', `SHA2-256(a.zip)=${SHA256}\n`],
  ])('in %s: %s', async (path, text) => {
    expect(await found({ 'd/a.zip': ZIP, [path]: text })).toEqual([]);
  });

  it('in a list of 1 MiB', async () => {
    expect(await found({ 'a.zip': ZIP, SHA256SUMS: `${SHA256}  a.zip`.padEnd(1024 * 1024) })).toEqual([]);
  });

  it.each([
    ['e/a.zip.sha256', SHA256],
    ['d/b.zip.sha256', SHA256],
    ['SHA256SUMS', `${SHA256}  a.zip`],
    ['d/e/SHA256SUMS', `${SHA256}  a.zip`],
    ['d/SHA256SUMS', SHA256.slice(1)],
    ['d/SHA256SUMS', ''],
    ['d/a.zip.vmproof', '{}'],
    ['d/a.zip.md5', '0'.repeat(32)],
    ['d/notes.txt', `${SHA256}  a.zip`],
    ['d/mychecksums', `${SHA256}  a.zip`],
    ['d/SHA256SUMS.old', `${SHA256}  a.zip`],
    ['d/SHA256SUMS', SHA256],
    ['d/SHA256SUMS', `the digest ${SHA256}  a.zip`],
    ['d/SHA256SUMS', `the SHA256 (a.zip) = ${SHA256}`],
    ['d/SHA256SUMS', `SHA256 (a.zip) = ${SHA256}0`],
    ['d/a.zip.sha256', `${SHA256}0`],
    ['SHA256SUMS', `${SHA256}  d/a.zip${'\n'.repeat(1024 * 1024)}`],
  ])('but one elsewhere or of another is none: %s', async (path, text) => {
    expect(await found({ 'd/a.zip': ZIP, [path]: text })).toEqual([
      'd/a.zip: The archive (zip) has no digest beside it',
    ]);
  });
});

it('a digest behind a link is none, and one of an artifact that is called like a proof is one', async () => {
  const tree = memoryTree({ 'a.zip': ZIP, 'a.zip.sha256': SHA256 });
  const files = tree.files.map((file) =>
    file.path === 'a.zip' ? file : { ...file, kind: 'symlink' as const },
  );
  expect((await checkRule(artifactsHaveDigests, { ...tree, files })).findings).toHaveLength(1);
  expect(await found({ 'a.vmproof.zip': ZIP, 'a.vmproof.zip.sha256': SHA256 })).toEqual([]);
});

describe('an artifact with another digest', () => {
  it.each([
    ['d/a.zip.sha256', '0'.repeat(64)],
    ['SHA512SUMS', `${'0'.repeat(128)}  d/a.zip`],
    ['d/checksums.txt', `${SHA256}  a.zip\n${'1'.repeat(64)}  a.zip\n`],
    ['d/checksums.txt', `${'1'.repeat(64)}  a.zip\n${SHA256}  a.zip\n`],
  ])('is found: %s', async (path, text) => {
    expect(await found({ 'd/a.zip': ZIP, [path]: text })).toEqual([
      `d/a.zip: The archive (zip) has another digest than ${path} says`,
    ]);
  });

  it('is found for every changed byte', async () => {
    const changed = Buffer.from(ZIP);
    changed[599] = 1;
    expect(await found({ 'a.zip': changed, 'a.zip.sha256': SHA256 })).toHaveLength(1);
  });
});

describe('the digest in an index of its folder', () => {
  const sha512 = createHash('sha512').update(ZIP).digest('base64');
  const sha384 = createHash('sha384').update(ZIP).digest('base64');

  it.each([
    ['of npm', 'd/registry.json', `{"dist":{"integrity":"sha512-${sha512}"}}`],
    ['in SHA-384', 'd/index.html', `<script integrity='sha384-${sha384}'></script>`],
    ['of Helm', 'd/index.yaml', `digest: ${SHA256}\r\nurls: [a.zip]`],
    ['of PyPI', 'd/index.html', `<a href="a.zip#sha256=${SHA256}">a</a>`],
    ['of a README', 'd/README.md', `| a.zip | ${SHA256} |\n`],
    ['of a lock', 'd/a.lock', SHA256],
    ['of Java', 'd/a.properties', `a=${SHA256}`],
    ['of a chart', 'd/a.zip.prov', `a.zip: sha256:${SHA256}`],
    ['in TOML', 'd/index.toml', `a = "${SHA256}"`],
    ['in a short ending', 'd/index.yml', SHA256],
    [
      'of an index that is just not too large',
      'd/index.json',
      `${SHA256}${' '.repeat(8 * 1024 * 1024 - 64)}`,
    ],
    ['in capitals', 'd/index.xml', `ü ${SHA256.toUpperCase()}`],
  ])('counts: %s', async (_, path, text) => {
    expect(await found({ 'd/a.zip': ZIP, [path]: text })).toEqual([]);
  });

  it.each([
    ['of another file', 'd/index.yaml', `digest: ${digest('sha256', ELF)}`],
    ['in a copy of an index', 'd/index.json.bak', SHA256],
    ['in another folder', 'index.yaml', `digest: ${SHA256}`],
    ['as SHA-1', 'd/index.yaml', `shasum: ${digest('sha1', ZIP)}`],
    ['in a longer text', 'd/index.yaml', `a${SHA256}`],
    ['of an index too large', 'd/index.json', `${SHA256}${' '.repeat(8 * 1024 * 1024)}`],
  ])('does not count: %s', async (_, path, text) => {
    expect(await found({ 'd/a.zip': ZIP, [path]: text })).toEqual([
      'd/a.zip: The archive (zip) has no digest beside it',
    ]);
  });

  it('cannot be told where the index cannot be read', async () => {
    const tree = memoryTree({ 'd/a.zip': ZIP, 'd/index.json': '{}' });
    const read: typeof tree.read = async (files) =>
      (await tree.read(files)).map((content, n) => (files[n]?.path === 'd/a.zip' ? content : undefined));
    const { findings } = await checkRule(artifactsHaveDigests, { ...tree, read });
    expect(findings.map(({ path, cannotTell }) => [path, cannotTell])).toEqual([['d/a.zip', true]]);
  });

  it('counts for each of two that are the same', async () => {
    const two = { 'a.zip': ZIP, 'b.zip': ZIP };
    expect(await found({ ...two, 'index.json': SHA256 })).toEqual([]);
  });
});

it('an artifact of 100 MiB is read, and of one byte more it cannot tell', async () => {
  const tree = memoryTree({ 'a.zip': ZIP });
  const sized = async (size: number): Promise<string[]> => {
    const files = tree.files.map((file) => ({ ...file, size }));
    const { findings } = await checkRule(artifactsHaveDigests, { ...tree, files });
    return findings.map(({ message }) => message);
  };
  expect(await sized(104_857_600)).toEqual(['The archive (zip) has no digest beside it']);
  expect(await sized(104_857_601)).toEqual([
    'Whether it has a digest that fits cannot be told: it has more than 104857600 bytes',
  ]);
});

it('a file that is called like a proof and is none leaves the other artifacts to be looked at', async () => {
  const hostile = '{"format":{"toString":1,"valueOf":1}}';
  expect(await found({ 'a.zip': ZIP, 'a.zip.vmproof': hostile })).toEqual([
    'a.zip: The archive (zip) has no digest beside it',
  ]);
});

it('of an artifact that cannot be read it cannot tell', async () => {
  const tree = memoryTree({ 'a.zip': ZIP });
  const none = await checkRule(artifactsHaveDigests, { ...tree, read: () => Promise.resolve([undefined]) });
  expect(none.report?.outcome).toBe('cannot-tell');
  const large = tree.files.map((file) => ({ ...file, size: 101 * 1024 * 1024 }));
  expect((await checkRule(artifactsHaveDigests, { ...tree, files: large })).report?.outcome).toBe(
    'cannot-tell',
  );
});

describe('hostile files take no longer than others', () => {
  it.each([
    ['SHA256SUMS', 'a'.repeat(1024 * 1024)],
    ['SHA256SUMS', `${SHA256}  a.zip\n`.repeat(12_000)],
    ['SHA256SUMS', `SHA256 (${'('.repeat(5000)}\n`.repeat(200)],
    ['SHA256SUMS', `${SHA256}${' '.repeat(4000)}\n`.repeat(200)],
    ['a.zip.vmproof', '['.repeat(1_000_000)],
    ['SHA256SUMS', Buffer.alloc(1_000_000, 0xff)],
    ['index.json', 'a'.repeat(1024 * 1024)],
    ['index.json', `${'A/'.repeat(21)} `.repeat(25_000)],
  ])('%s', async (path, content) => {
    expect(
      await processorTime(() => checkRule(artifactsHaveDigests, { 'a.zip': ZIP, [path]: content })),
    ).toBeLessThan(2000);
  });
});
