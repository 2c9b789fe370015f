import { createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { sha256Hex, toBase64, toHex, utf8 } from '../../core/common/bytes.ts';
import {
  checkPolicy,
  leafHash,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parsePolicy,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
  memoryStore,
  verifyConsistency,
  verifyInclusion,
  verifyTlogProof,
} from '../../core/remembrancer/ledger/index.ts';
import { splitNote } from '../../core/remembrancer/ledger/note/note-text.ts';
import { entryOf, parseReceipt } from '../../core/remembrancer/receipt/index.ts';
import { allVectors } from '../../scripts/vectors/all-vectors.ts';
import { readLedger } from '../core/remembrancer/ledger/read-ledger.ts';
import { auditPath, consistencyProof, treeHash } from './plain-merkle.ts';
import { hex, readVectors, VECTORS } from './read-vectors.ts';

const withBranch = readVectors('branch.json') as {
  signerKey: string;
  verifierKey: string;
  policy: string;
  commits: { written: Record<string, string>; deleted: string[] }[];
  proofs: { index: number; size: number; entry: string; proof: string }[];
  cosigned: string;
};

describe('the test vectors in ledger-schema/vectors', () => {
  it('are what scripts/vectors.ts makes, no more and no less', async () => {
    const made = await allVectors();
    expect(readdirSync(VECTORS).toSorted()).toEqual(['README.md', ...made.keys()]);
    for (const [name, content] of made) expect(readFileSync(join(VECTORS, name), 'utf8')).toBe(content);
  });
});

describe('merkle.json', () => {
  const { entries, leafHashes, roots, inclusion, consistency } = readVectors('merkle.json') as {
    entries: string[];
    leafHashes: string[];
    roots: string[];
    inclusion: { index: number; size: number; proof: string[] }[];
    consistency: { size1: number; size2: number; proof: string[] }[];
  };
  const bytes = entries.map(hex);

  it('has the roots and proofs that RFC 6962 defines', () => {
    expect(roots).toEqual(Array.from({ length: 18 }, (_, n) => toHex(treeHash(bytes.slice(0, n)))));
    for (const { index, size, proof } of inclusion) {
      expect({ index, size, proof }).toEqual({
        index,
        size,
        proof: auditPath(index, bytes.slice(0, size)).map(toHex),
      });
    }
    for (const { size1, size2, proof } of consistency) {
      expect(proof).toEqual(consistencyProof(size1, bytes.slice(0, size2)).map(toHex));
    }
    expect([inclusion.length, consistency.length]).toEqual([153, 153]);
  });

  it('has proofs that our verifier takes, and no longer when a hash of them is another', () => {
    const root = (size: number): Uint8Array => hex(roots[size]!);
    for (const { index, size, proof } of inclusion) {
      const check = (hashes: string[]): boolean =>
        verifyInclusion(index, size, hex(leafHashes[index]!), hashes.map(hex), root(size));
      expect(check(proof)).toBe(true);
      proof.forEach((_, at) => expect(check(proof.with(at, roots[0]!))).toBe(false));
    }
    for (const { size1, size2, proof } of consistency) {
      const check = (hashes: string[]): boolean =>
        verifyConsistency(size1, size2, root(size1), root(size2), hashes.map(hex));
      expect(check(proof)).toBe(true);
      proof.forEach((_, at) => expect(check(proof.with(at, roots[0]!))).toBe(false));
    }
  });
});

describe('tiles.json', () => {
  it('has the roots of RFC 6962, and tiles of the hashes below them', () => {
    const { logs } = readVectors('tiles.json') as {
      logs: { size: number; root: string; partial: Record<string, string> }[];
    };
    const entries = Array.from({ length: 65_537 }, (_, i) => utf8(`entry ${i}`));
    for (const { size, root, partial } of logs) {
      expect({ size, root }).toEqual({ size, root: toHex(treeHash(entries.slice(0, size))) });
      for (const [path, digest] of Object.entries(partial)) {
        const [, level, ...rest] = path.split('/');
        if (level === 'entries') continue;
        const width = Number(rest.at(-1));
        const span = 256 ** Number(level);
        const first = Math.floor(size / (256 * span)) * 256;
        const hashes = Array.from({ length: width }, (_, i) =>
          treeHash(entries.slice((first + i) * span, (first + i + 1) * span)),
        );
        expect({ path, digest }).toEqual({ path, digest: sha256Hex(Buffer.concat(hashes)) });
      }
    }
  });
});

describe('notes.json', () => {
  const { keys, known, accepted, refused, refusedCheckpoints } = readVectors('notes.json') as {
    keys: { signerKey: string; verifierKey: string }[];
    known: string[];
    accepted: {
      why: string;
      note: string;
      by: string[];
      time?: number;
      checkpoint: { origin: string; size: number; root: string };
    }[];
    refused: { why: string; note: string }[];
    refusedCheckpoints: { why: string; note: string }[];
  };
  const verifiers = known.map((vkey) => parseVerifierKey(vkey));

  it('has keys whose halves belong together', () => {
    for (const { signerKey, verifierKey } of keys) {
      const parse = signerKey.includes('witness') ? parseWitnessKey : parseSignerKey;
      expect(parse(signerKey).verifierKey).toBe(verifierKey);
    }
  });

  it.each(accepted)('is accepted: $why', ({ note, by, time, checkpoint }) => {
    const { text, signatures } = openNote(note, verifiers);
    expect(signatures.map(({ verifier }) => verifier.name)).toEqual(by);
    if (time !== undefined) expect(signatures.at(-1)?.time).toBe(time);
    const { root, ...rest } = parseCheckpoint(text);
    expect({ ...rest, root: toBase64(root) }).toEqual(checkpoint);
  });

  it.each(refused)('is refused: $why', ({ note }) => {
    expect(() => openNote(note, verifiers)).toThrow(expect.objectContaining({ code: 'verification-failed' }));
  });

  it.each(refusedCheckpoints)('is signed and no checkpoint: $why', ({ note }) => {
    expect(openNote(note, verifiers).signatures).toHaveLength(1);
    expect(() => openCheckpoint(note, verifiers[0]!)).toThrow(
      expect.objectContaining({ code: 'verification-failed' }),
    );
  });

  it('has signatures that Ed25519 without our code confirms', () => {
    const { text, lines } = splitNote(accepted[0]!.note);
    const raw = Buffer.from(known[0]!.split('+').slice(2).join('+'), 'base64').subarray(1);
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
      format: 'jwk',
    });
    expect(verify(null, utf8(text), key, lines[0]!.signature)).toBe(true);
  });
});

describe('policies.json', () => {
  const { accepted, refused } = readVectors('policies.json') as {
    accepted: { policy: string; met: string[][]; unmet: string[][] }[];
    refused: { why: string; policy: string }[];
  };

  it('has quorums that are met and not met by the sets it says', () => {
    for (const { policy, met, unmet } of accepted) {
      const { quorum } = parsePolicy(policy);
      expect(met.map((set) => quorum(new Set(set)))).toEqual(met.map(() => true));
      expect(unmet.map((set) => quorum(new Set(set)))).toEqual(unmet.map(() => false));
    }
  });

  it.each(refused)('is refused: $why', ({ policy }) => {
    expect(() => parsePolicy(policy)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('receipts.json', () => {
  const { accepted, refused } = readVectors('receipts.json') as {
    accepted: { receipt: string; digest: string; entry: string; leafHash: string }[];
    refused: { why: string; receipt: string }[];
  };

  it('has receipts with their entries and leaf hashes', () => {
    for (const { receipt, digest, entry, leafHash: leaf } of accepted) {
      expect(sha256Hex(receipt)).toBe(digest);
      expect(new TextDecoder().decode(entryOf(parseReceipt(utf8(receipt))))).toBe(entry);
      expect(JSON.parse(entry)).toMatchObject({ receipt: digest });
      expect(toHex(leafHash(utf8(entry)))).toBe(leaf);
      expect(sha256Hex(Uint8Array.of(0, ...utf8(entry)))).toBe(leaf);
    }
  });

  it.each(refused)('is refused: $why', ({ why, receipt }) => {
    const code = why === 'an unknown version' ? 'incomplete' : 'verification-failed';
    expect(() => parseReceipt(utf8(receipt))).toThrow(expect.objectContaining({ code }));
  });
});

describe('branch.json', () => {
  const trees: Map<string, Uint8Array>[] = [];
  for (const { written, deleted } of withBranch.commits) {
    const tree = new Map(trees.at(-1));
    for (const path of deleted) tree.delete(path);
    for (const [path, content] of Object.entries(written)) {
      tree.set(path, new Uint8Array(Buffer.from(content, 'base64')));
    }
    trees.push(tree);
  }

  it('is a ledger that can be read at each of its commits', async () => {
    const sizes: number[] = [];
    for (const tree of trees) {
      const { verifierKey } = withBranch;
      const ledger = await readLedger(memoryStore(tree), { verifierKey });
      sizes.push(ledger.checkpoint.size);
    }
    expect(sizes).toEqual([0, 0, 1, 1, 3]);
  });

  it('has proofs that hold under its policy, and a cosignature that makes its quorum', () => {
    const policy = parsePolicy(withBranch.policy);
    for (const { index, size, entry, proof } of withBranch.proofs) {
      const checked = verifyTlogProof(proof, utf8(entry), policy);
      expect([checked.index, checked.checkpoint.size, checked.quorumMet]).toEqual([index, size, false]);
    }
    expect(checkPolicy(withBranch.cosigned, policy)).toMatchObject({ quorumMet: true });
  });
});
