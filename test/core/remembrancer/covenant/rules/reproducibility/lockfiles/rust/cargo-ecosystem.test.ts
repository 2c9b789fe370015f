import { describe, expect, it } from '@jest/globals';

import { drift, missingIn } from '../findings-of.ts';
import { placed } from '../placed.ts';

const CRATE = '[package]\nname = "x"\nversion = "0.1.0"\n';
const ITOA = '[dependencies]\nitoa = "1"\n';
const PROGRAM = `${CRATE}\n${ITOA}`;
const TOLD = 'Cargo.toml has 1 dependency and no lockfile.';

const missing = async (files: Readonly<Record<string, string>>) => placed(files, await missingIn(files));

const lockOf = (version: string): string => `[[package]]\nname = "x"\nversion = "${version}"\n`;

describe('a Cargo.toml without a lockfile', () => {
  it.each<[name: string, text: string, source: string, found: readonly string[]]>([
    ['a program', PROGRAM, 'src/main.rs', [`Cargo.toml:5 dependencies | ${TOLD}`]],
    ['one of several programs', PROGRAM, 'src/bin/a.rs', [`Cargo.toml:5 dependencies | ${TOLD}`]],
    [
      'a program that is named',
      `${PROGRAM}[[bin]]\nname = "a"\n`,
      'main.rs',
      [`Cargo.toml:5 dependencies | ${TOLD}`],
    ],
    [
      'a program with two dependencies',
      `${PROGRAM}[build-dependencies]\ncc = "1"\n`,
      'src/main.rs',
      ['Cargo.toml:5 dependencies | Cargo.toml has 2 dependencies and no lockfile.'],
    ],
    ['a program without dependencies', CRATE, 'src/main.rs', []],
    ['a library', PROGRAM, 'src/binary.rs', []],
    ['a workspace without dependencies', '[workspace]\nmembers = ["a"]\n', 'a.rs', []],
    [
      'a workspace with a package',
      `[workspace]\n${PROGRAM}`,
      'src/lib.rs',
      ['Cargo.toml:6 dependencies | Cargo.toml has a workspace with dependencies and no lockfile.'],
    ],
  ])('of %s', async (_, text, source, found) => {
    expect(await missing({ 'Cargo.toml': text, [source]: '' })).toEqual(found);
  });

  const workspace = (more: string): string => `[workspace]\n${more}\n[workspace.dependencies]\nitoa = "1"\n`;
  const root = 'Cargo.toml:3 dependencies | Cargo.toml has a workspace with dependencies and no lockfile.';

  it('is told once for a workspace, at its root', async () => {
    const members = { 'a/Cargo.toml': PROGRAM, 'a/src/main.rs': '' };
    expect(await missing({ 'Cargo.toml': workspace('members = ["a"]'), ...members })).toEqual([root]);
    expect(await missing({ 'Cargo.toml': workspace(''), ...members })).toEqual([root]);
  });

  it.each([
    ['other', 'other'],
    ['./other', 'other'],
    ['other/', 'other'],
    ['other//', 'other'],
    ['other', 'other/deep'],
    ['a/other', 'a/other'],
    ['./a./other/', 'a./other'],
  ])('is told of what the workspace excludes as %s: %s', async (exclude, folder) => {
    const files = {
      'Cargo.toml': workspace(`exclude = ["${exclude}"]`),
      'Cargo.lock': '',
      [`${folder}/Cargo.toml`]: PROGRAM,
      [`${folder}/src/main.rs`]: '',
    };
    expect(await missing(files)).toEqual([`${folder}/Cargo.toml:5 dependencies | ${TOLD}`]);
  });

  it('is told of a workspace in another one, which is on its own', async () => {
    const files = { 'Cargo.toml': workspace(''), 'Cargo.lock': '', 'a/Cargo.toml': workspace('') };
    expect(await missing(files)).toEqual([`a/${root}`]);
  });
});

describe('a Cargo.toml is compared', () => {
  it('with the lockfile beside it where it is in no workspace', async () => {
    expect(await drift({ 'Cargo.toml': CRATE, 'Cargo.lock': lockOf('0.1.0') })).toEqual([]);
    expect(await drift({ 'Cargo.toml': CRATE, 'Cargo.lock': '' })).toEqual([
      'Cargo.lock does not have the package x.',
    ]);
  });

  it('with the lockfile beside it however it names its members', async () => {
    const globs = Array.from({ length: 201 }, (_, n) => `a${n}*`);
    const root = `${CRATE}[workspace]\nmembers = ${JSON.stringify(globs)}\n`;
    expect(await drift({ 'Cargo.toml': root, 'Cargo.lock': lockOf('0.2.0') })).toEqual([
      'x has version 0.1.0, and in Cargo.lock 0.2.0.',
    ]);
  });

  it('with the lockfile beside it where the workspace does not name it', async () => {
    const files = {
      'Cargo.toml': '[workspace]\n',
      'Cargo.lock': '',
      'a/Cargo.toml': CRATE,
      'a/Cargo.lock': lockOf('0.2.0'),
    };
    expect(await drift(files)).toEqual(['x has version 0.1.0, and in Cargo.lock 0.2.0.']);
  });

  it.each(['a', './a', 'a/', 'a//', '*', './*', '*/'])(
    'with the lockfile of the workspace that names it %s, not with one beside it',
    async (glob) => {
      const files = {
        'Cargo.toml': `[workspace]\nmembers = ["${glob}"]\n`,
        'Cargo.lock': lockOf('0.3.0'),
        'a/Cargo.toml': CRATE,
        'a/Cargo.lock': lockOf('0.2.0'),
      };
      expect(await drift(files)).toEqual(['x has version 0.1.0, and in Cargo.lock 0.3.0.']);
    },
  );

  it('with the lockfile of the workspace that it names', async () => {
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["crates/x"]\n',
      'Cargo.lock': lockOf('0.1.0'),
      'work/Cargo.toml': '[workspace]\nmembers = ["../crates/x"]\n',
      'crates/x/Cargo.toml': `${CRATE}workspace = "../../work"\n`,
    };
    expect(await drift({ ...files, 'work/Cargo.lock': lockOf('0.2.0') })).toEqual([
      'x has version 0.1.0, and in Cargo.lock 0.2.0.',
    ]);
    expect(await drift({ ...files, 'work/Cargo.lock': '' })).toEqual([
      'Cargo.lock does not have the package x.',
    ]);
  });
});
