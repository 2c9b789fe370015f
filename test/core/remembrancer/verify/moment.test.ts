import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Layer } from '../../../../core/remembrancer/evidence/index.ts';
import { makeReceipt } from '../../../../core/remembrancer/receipt/index.ts';
import { explain, verifyArtifact, type Verdict } from '../../../../core/remembrancer/verify/index.ts';
import { checkReceiptTime } from '../../../../core/remembrancer/verify/check-receipt-time.ts';
import { RECORDED_AT, recordedRelease, type RecordedRelease } from './recorded-release.ts';

const BEFORE = new Date('2020-01-01T00:00:00Z');

let release: RecordedRelease;

beforeAll(async () => {
  release = await recordedRelease();
});

const verify = (changes: Partial<Parameters<typeof verifyArtifact>[0]>): Promise<Verdict> =>
  verifyArtifact({ ...release, clock: () => new Date('2027-01-01T00:00:00Z'), ...changes });

const layer = ({ layers }: Verdict, name: Layer) => layers.find((each) => each.layer === name);

describe('a record from after the moment that was asked for', () => {
  it('is invalid, also when nothing but inclusion is required and there is no evidence', async () => {
    const proof = { ...release.proof, evidence: [] };
    expect((await verify({ proof, require: ['inclusion'] })).verdict).toBe('valid');
    const verdict = await verify({ proof, require: ['inclusion'], at: BEFORE });
    expect(verdict).toMatchObject({ verdict: 'invalid', at: '2020-01-01T00:00:00Z' });
    expect(layer(verdict, 'receipt')).toEqual({
      layer: 'receipt',
      status: 'invalid',
      reason: 'in-future',
      detail:
        'The receipt of release:v1.0.0 is of 2026-11-20T09:30:00Z, which is after 2020-01-01T00:00:00Z.',
      time: '2026-11-20T09:30:00Z',
    });
  });

  it('is so by more than the second that whole seconds leave open', async () => {
    const before = (ms: number) => verify({ at: new Date(RECORDED_AT.getTime() - ms) });
    expect(layer(await before(1000), 'receipt')?.status).toBe('valid');
    expect(layer(await before(1001), 'receipt')?.status).toBe('invalid');
  });

  it('is what it is when no moment was asked for, whatever the clock says', async () => {
    const verdict = await verify({ clock: () => BEFORE });
    expect(verdict).not.toHaveProperty('at');
    expect(verdict.verdict).toBe('valid');
  });
});

it('a receipt of late evidence is held to the moment too', () => {
  const receipt = makeReceipt({
    id: 'evidence:a:b',
    kind: 'evidence',
    component: 'app',
    version: '1.0.0',
    time: RECORDED_AT,
    subjects: [release.proof.subject],
    evidence: [],
    missing: [],
  });
  expect(checkReceiptTime(receipt, BEFORE)).toMatchObject([{ layer: 'receipt', reason: 'in-future' }]);
  expect(checkReceiptTime(receipt, RECORDED_AT)).toEqual([]);
  expect(checkReceiptTime(receipt, undefined)).toEqual([]);
});

describe('the explanation', () => {
  it('names the moment, and calls nothing wrong that is only later', async () => {
    const sentences = explain(await verify({ at: BEFORE }));
    expect(sentences).toContain(
      'Judged at 2020-01-01T00:00:00Z, as asked: what is from after it does not count.',
    );
    for (const name of ['openpgp', 'receipt']) {
      expect(sentences).toContain(
        `${name}: It is there, and it or the key that it is by is from after the moment that it is judged at, so it does not count.`,
      );
    }
    expect(sentences.join(' ')).not.toContain('wrong');
  });

  it('says by what time it was judged when none was asked for', async () => {
    expect(explain(await verify({})).join(' ')).toContain('Judged by the present time, and each OpenPGP key');
  });
});
