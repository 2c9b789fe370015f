import { describe, expect, it } from '@jest/globals';
import {
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  fromUtf8,
  sha256Hex,
  toBase64,
  utf8,
} from '../../../core/common/bytes.ts';

describe('bytes', () => {
  it('refuses base64 that is not the canonical spelling of its bytes', () => {
    expect(fromBase64('TWFu')).toEqual(utf8('Man'));
    for (const bad of ['TWF', 'TWFu\n', 'TWFu=', 'TQ', 'TR==', 'T-__', '!']) {
      expect(fromBase64(bad)).toBeUndefined();
    }
  });

  it('refuses hex that is upper case, odd or not hex', () => {
    expect(fromHex('00ff')).toEqual(new Uint8Array([0, 255]));
    for (const bad of ['00F', '00FF', 'zz', '0']) expect(fromHex(bad)).toBeUndefined();
  });

  it('refuses bytes that are not UTF-8, and keeps a byte order mark', () => {
    expect(() => fromUtf8(new Uint8Array([0xff]))).toThrow(/utf-8/);
    expect(fromUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\ufeffa');
  });

  it('hashes as FIPS 180-4 says', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('compares and joins views into larger buffers by their own bytes', () => {
    const view = new Uint8Array([9, 1, 2, 9]).subarray(1, 3);
    expect(equalBytes(view, new Uint8Array([1, 2]))).toBe(true);
    expect(equalBytes(view, new Uint8Array([1, 3]))).toBe(false);
    expect(toBase64(concatBytes(view, view))).toBe('AQIBAg==');
  });
});
