import { describe, expect, it } from '@jest/globals';
import { utf8 } from '../../../../core/common/bytes.ts';
import {
  formatCheckpoint,
  formatTlogProof,
  generateLogKey,
  leafHash,
  nodeHash,
  parseCheckpoint,
  parsePolicy,
  parseSignerKey,
  parseTlogProof,
  signNote,
  verifyTlogProof,
} from '../../../../core/remembrancer/ledger/index.ts';

const key = generateLogKey('log.example');
const policy = parsePolicy(`log ${key.verifierKey}\nquorum none\n`);
const [a, b, c] = ['a', 'b', 'c'].map((entry) => leafHash(utf8(entry))) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const root = nodeHash(nodeHash(a, b), c);
const checkpoint = signNote(
  formatCheckpoint({ origin: 'log.example', size: 3, root }),
  parseSignerKey(key.signerKey),
);
const proof = { index: 1, proof: [a, c], checkpoint, extra: utf8('anything') };

describe('a tlog-proof', () => {
  it('has the form of the specification, and is read back the same', () => {
    const text = formatTlogProof(proof);
    expect(text.split('\n').slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'extra YW55dGhpbmc=', 'index 1']);
    expect(text.endsWith(`\n\n${checkpoint}`)).toBe(true);
    expect(parseTlogProof(text)).toEqual(proof);
  });

  it('proves its entry, and no other', () => {
    const text = formatTlogProof(proof);
    expect(verifyTlogProof(text, utf8('b'), policy)).toMatchObject({
      index: 1,
      quorumMet: true,
      witnesses: [],
    });
    expect(() => verifyTlogProof(text, utf8('a'), policy)).toThrow('does not lead from the entry at index 1');
    expect(() => verifyTlogProof(text.replace('index 1', 'index 0'), utf8('b'), policy)).toThrow(
      'does not lead',
    );
  });

  it('of a log with one entry has no hashes', () => {
    const single = signNote(
      formatCheckpoint({ origin: 'log.example', size: 1, root: a }),
      parseSignerKey(key.signerKey),
    );
    const text = formatTlogProof({ index: 0, proof: [], checkpoint: single });
    expect(verifyTlogProof(text, utf8('a'), policy).index).toBe(0);
  });

  it.each([
    ['another header', (text: string) => text.replace('@v1', '@v2'), 'first line'],
    ['no index', (text: string) => text.replace('index 1\n', ''), 'index line'],
    ['an index with a zero before it', (text: string) => text.replace('index 1', 'index 01'), 'index line'],
    ['a negative index', (text: string) => text.replace('index 1', 'index -1'), 'index line'],
    ['an extra that is not base64', (text: string) => text.replace('YW55', '*'), 'extra line'],
    ['a hash that is short', (text: string) => text.replace(/\n[^\n]{44}\n/u, '\nAAAA\n'), 'not a hash'],
    ['nothing', () => '', 'first line'],
  ])('with %s is refused', (_, change, message) => {
    expect(() => parseTlogProof(change(formatTlogProof(proof)))).toThrow(message);
  });
});

describe('a checkpoint', () => {
  it('may have extension lines', () => {
    expect(parseCheckpoint(`${formatCheckpoint({ origin: 'o', size: 3, root })}extension\n`).size).toBe(3);
  });

  it.each([
    ['a size with a zero before it', (text: string) => text.replace('\n3\n', '\n03\n')],
    ['a size that is negative', (text: string) => text.replace('\n3\n', '\n-3\n')],
    ['a size beyond what is exact', (text: string) => text.replace('\n3\n', '\n9007199254740993\n')],
    ['a root that is short', (text: string) => text.replace(/[^\n]+\n$/u, 'AAAA\n')],
    ['no final newline', (text: string) => text.trimEnd()],
    ['an empty extension line', (text: string) => `${text}\n`],
    ['no origin', (text: string) => text.replace('log.example', '')],
  ])('with %s is refused', (_, change) => {
    expect(() => parseCheckpoint(change(formatCheckpoint({ origin: 'log.example', size: 3, root })))).toThrow(
      'not a checkpoint',
    );
  });
});
