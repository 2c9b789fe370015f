import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../../../core/common/bytes.ts';
import { canonicalJson, canonicalJsonBytes, type Json } from '../../../core/common/canonical-json.ts';
import { jcsNumbers } from './jcs-numbers.ts';

/** The vectors of cyberphone/json-canonicalization, kept beside the project and not in it. */
const folder = join(import.meta.dirname, '../../../../shared/data/jcs');

describe('canonical JSON', () => {
  if (existsSync(folder)) {
    it.each(readdirSync(join(folder, 'input')))(
      'agrees with the RFC 8785 vector %s, byte for byte',
      (name) => {
        const input = JSON.parse(readFileSync(join(folder, 'input', name), 'utf8')) as Json;
        const hex = readFileSync(join(folder, 'outhex', name.replace('.json', '.txt')), 'utf8');
        expect(toHex(canonicalJsonBytes(input))).toBe(hex.replace(/\s/gu, ''));
        expect(canonicalJson(input)).toBe(readFileSync(join(folder, 'output', name), 'utf8').trimEnd());
      },
    );
  } else {
    it.skip('RFC 8785 vectors: ../shared/data/jcs is not there', () => undefined);
  }

  it('writes the first 100,000 numbers of the published stream with the published hashes', () => {
    const published = new Map([
      [1_000, 'be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687'],
      [10_000, 'b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892'],
      [100_000, '22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7'],
    ]);
    const hash = createHash('sha256');
    const hashes = new Map<number, string>();
    let count = 0;
    for (const { bits, value } of jcsNumbers()) {
      hash.update(`${bits},${canonicalJson(value)}\n`);
      count += 1;
      if (published.has(count)) hashes.set(count, hash.copy().digest('hex'));
      if (count === 100_000) break;
    }
    expect(hashes).toEqual(published);
  });

  it('is read back as the same value, and does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe('{"a":{"c":3,"d":2},"b":1}');
  });

  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: [] })).toBe('{"b":[]}');
  });

  it.each([
    ['a number that is not finite', Number.POSITIVE_INFINITY],
    ['not a number', Number.NaN],
    ['a lone surrogate', '\uD800'],
    ['a lone surrogate in a name', { '\uDC00': 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow('Canonical JSON cannot carry');
  });
});
