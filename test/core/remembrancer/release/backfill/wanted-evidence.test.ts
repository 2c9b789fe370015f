import { describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../../core/common/bytes.ts';
import type { MissingReason } from '../../../../../core/remembrancer/evidence/index.ts';
import {
  type EvidenceFile,
  makeLateEvidence,
  makeReceipt,
  type Receipt,
} from '../../../../../core/remembrancer/receipt/index.ts';
import {
  wantedEvidence,
  wantedLayers,
} from '../../../../../core/remembrancer/release/backfill/wanted-evidence.ts';

const time = new Date('2026-11-20T09:30:00Z');
const ALL = { authorities: 2, sigstore: true, openpgp: true };

const token = (n: number, subject: string): EvidenceFile => ({
  layer: 'rfc3161',
  n,
  subject,
  content: utf8(`${subject} ${n}`),
});

function receiptOf(
  tokens: readonly EvidenceFile[],
  missing: readonly (readonly ['openpgp' | 'sigstore' | 'rfc3161', MissingReason])[],
): Receipt {
  return makeReceipt({
    id: 'release:v1',
    kind: 'release',
    component: 'app',
    version: '1',
    time,
    subjects: ['a', 'b'].map((name) => ({ name, sha256: name.repeat(64) })),
    evidence: tokens,
    missing: missing.map(([layer, reason]) => ({ layer, reason, detail: 'It was down.' })),
  });
}

const counts = (first: Receipt, later: Receipt[] = [], authorities = 2): [string, number][] =>
  wantedEvidence(first, later, { ...ALL, authorities }).timestamps.map(({ subject, count }) => [
    subject.name,
    count,
  ]);

describe('what a record still wants', () => {
  it('is a token of each authority that failed, over each artifact that it did not reach', () => {
    expect(counts(receiptOf([], [['rfc3161', 'unreachable']]))).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    // One of two failed at the second artifact.
    const half = receiptOf([token(1, 'a'), token(2, 'a'), token(3, 'b')], [['rfc3161', 'bad-answer']]);
    expect(counts(half)).toEqual([['b', 1]]);
    const both = receiptOf(
      [token(1, 'a')],
      [
        ['rfc3161', 'rejected'],
        ['rfc3161', 'unreachable'],
      ],
    );
    expect(counts(both)).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(counts(both, [], 1)).toEqual([['b', 1]]);
  });

  it('is less what came later, so that one authority in place of two is asked once', () => {
    const both = receiptOf(
      [],
      [
        ['rfc3161', 'unreachable'],
        ['rfc3161', 'unreachable'],
      ],
    );
    const late = makeLateEvidence(both, [token(1, 'a'), token(2, 'b')], time);
    expect(counts(both, [late], 1)).toEqual([]);
    expect(counts(both, [late], 2)).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it.each<MissingReason>(['not-configured', 'not-permitted'])('is nothing of what was %s', (reason) => {
    const first = receiptOf(
      [],
      [
        ['rfc3161', reason],
        ['sigstore', reason],
        ['openpgp', reason],
      ],
    );
    expect(wantedLayers(wantedEvidence(first, [], ALL))).toEqual([]);
  });

  it('is a bundle and signatures until they came, and only where this run can make them', () => {
    const first = receiptOf(
      [],
      [
        ['sigstore', 'unreachable'],
        ['openpgp', 'unreachable'],
      ],
    );
    expect(wantedLayers(wantedEvidence(first, [], ALL))).toEqual(['openpgp', 'sigstore']);
    expect(wantedLayers(wantedEvidence(first, [], { ...ALL, sigstore: false }))).toEqual(['openpgp']);
    const late = makeLateEvidence(
      first,
      [
        { layer: 'sigstore', n: 1, content: utf8('bundle') },
        { layer: 'openpgp', n: 1, subject: 'b', content: utf8('signature') },
      ],
      time,
    );
    const { sigstore, openpgp } = wantedEvidence(first, [late], ALL);
    expect([sigstore, openpgp.map(({ name }) => name)]).toEqual([false, ['a']]);
  });
});
