import { describe, expect, it } from '@jest/globals';

import { drift, driftIn } from '../findings-of.ts';
import { placed } from '../placed.ts';

const files = (more: string, lock: string) => ({
  'Cargo.toml': `[[bin]]\nname = "main"\nversion = "9"\n\n[package]\nname = "x"\nversion = "0.1.0"\n${more}`,
  'Cargo.lock': lock,
});

const REGISTRY = 'source = "registry+https://github.com/rust-lang/crates.io-index"\n';
const crate = (name: string, version: string): string =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\n${REGISTRY}\n`;
const own = (...dependencies: readonly string[]): string =>
  `[[package]]\nname = "x"\nversion = "0.1.0"\ndependencies = ${JSON.stringify(dependencies)}\n\n`;

describe('Cargo.lock is in step', () => {
  it.each<[name: string, more: string, lock: string]>([
    ['as the first Cargo wrote it', '', '[root]\nname = "x"\nversion = "0.1.0"\n'],
    ['with another package of the same name', '', `${crate('x', '9.0.0')}${own()}`],
    ['with a package that asks for itself', '[dev-dependencies]\nx = { path = "." }\n', own()],
    [
      'with two versions of one crate',
      '[dependencies]\nitoa = "1"\nold = { package = "itoa", version = "0.4" }\n',
      `${crate('itoa', '0.4.8')}${crate('itoa', '1.0.18')}${own('itoa 0.4.8', 'itoa 1.0.18')}`,
    ],
    [
      'where several crates may be meant',
      '[dependencies]\nitoa = "1"\n',
      `${crate('itoa', '0.4.8')}${crate('itoa', '1.0.18')}${own('itoa')}`,
    ],
    [
      'with a crate of any version',
      '[dependencies]\nitoa = { git = "https://a.example/itoa" }\n',
      `${crate('itoa', '0.4.8')}${own('itoa')}`,
    ],
    ['with a crate that is not there', '[dependencies]\nitoa = "1"\n', own('itoa')],
    [
      'with keys as they once were written',
      '[dev_dependencies]\nitoa = "1"\n[build_dependencies]\nryu = "1"\n',
      own('itoa', 'ryu'),
    ],
  ])('%s', async (_, more, lock) => {
    expect(await drift(files(more, lock))).toEqual([]);
  });

  it('with a package that has no version', async () => {
    const lock = '[[package]]\nname = "x"\nversion = "0.0.0"\n';
    expect(await drift({ 'Cargo.toml': '[package]\nname = "x"\n', 'Cargo.lock': lock })).toEqual([]);
  });
});

describe('Cargo.lock differs', () => {
  it.each<[name: string, more: string, lock: string, found: readonly string[]]>([
    [
      'without the package',
      '',
      crate('x', '9.0.0'),
      ['Cargo.toml:6 name | Cargo.lock does not have the package x.'],
    ],
    [
      'with another version of the package',
      '',
      '[[package]]\nname = "x"\nversion = "0.2.0"\n',
      ['Cargo.toml:7 version | x has version 0.1.0, and in Cargo.lock 0.2.0.'],
    ],
    [
      'without a crate that another package asks for',
      '# itoa\n[dependencies]\nitoa = "1"\n',
      `${crate('itoa', '0.4.8')}${own()}`,
      ['Cargo.toml:10 itoa | itoa is asked for, and Cargo.lock does not have it of x.'],
    ],
    [
      'with another version of a crate',
      '# cfg\n[dependencies]\ncfg = { package = "cfg-if", version = "2" }\n',
      `${crate('cfg-if', '1.0.5')}${own('cfg-if')}`,
      ['Cargo.toml:10 cfg | cfg-if is asked for as "2", and Cargo.lock has version 1.0.5.'],
    ],
    [
      'with another version of one of several crates',
      '[dependencies]\nitoa = "1"\n',
      `${crate('itoa', '0.4.8')}${crate('itoa', '1.0.18')}${own('itoa 0.4.8')}`,
      ['Cargo.toml:9 itoa | itoa is asked for as "1", and Cargo.lock has version 0.4.8.'],
    ],
    [
      'with crates that are not asked for',
      '',
      own('itoa', 'ryu 1.0.0'),
      [
        'Cargo.toml | Cargo.lock has itoa of x, which is not asked for.',
        'Cargo.toml | Cargo.lock has ryu of x, which is not asked for.',
      ],
    ],
  ])('%s', async (_, more, lock, found) => {
    const tree = files(more, lock);
    expect(placed(tree, await driftIn(tree))).toEqual(found);
  });
});
