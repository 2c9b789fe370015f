import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { adrUri, decoded, decodedIndex, memoryUri, receiptUri } from '../../../cli/mcp/uris.ts';

describe('a URI', () => {
  it.each([
    [memoryUri({ id: 'release:app:1.0.0' }), 'memory://release%3Aapp%3A1.0.0'],
    [memoryUri({ id: 'decision:docs/adr/0001.md@abc' }), 'memory://decision%3Adocs%2Fadr%2F0001.md%40abc'],
    [adrUri({ id: 'decision:x', number: 7 }), 'adr://ADR-0007'],
    [adrUri({ id: 'decision:x' }), 'adr://decision%3Ax'],
    [
      receiptUri({ kind: 'release', component: 'a/b, c', version: '1.0.0+x' }),
      'receipt://release/a%2Fb%2C%20c/1.0.0%2Bx',
    ],
  ])('%s', (uri, expected) => {
    expect(uri).toBe(expected);
  });

  it('means the same after a client has parsed it, for every operation id', () => {
    const id = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(id, (text) => {
        const { href } = new URL(memoryUri({ id: text }));
        expect(decoded(href.slice('memory://'.length))).toBe(text);
      }),
    );
  });
});

describe('a variable of a template', () => {
  it.each([undefined, '', '%', '%ff', ['a', 'b'], 'x'.repeat(6_001)])('%j means nothing', (variable) => {
    expect(decoded(variable)).toBeUndefined();
  });

  it.each([
    ['0', 0],
    ['12', 12],
    ['%31', 1],
    ['01', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['9007199254740993', undefined],
  ])('%j is the count %j', (variable, count) => {
    expect(decodedIndex(variable)).toBe(count);
  });
});
