import { expect, it } from '@jest/globals';
import { utf8 } from '../../../../../core/common/bytes.ts';
import { makeLateEvidence, makeReceipt } from '../../../../../core/remembrancer/receipt/index.ts';
import { owedLayers } from '../../../../../core/remembrancer/release/backfill/index.ts';

const time = new Date('2026-11-20T09:30:00Z');
const detail = 'It was down.';
const receipt = makeReceipt({
  ...{ id: 'release:v1', kind: 'release', component: 'app', version: '1', time },
  subjects: [{ name: 'app', sha256: 'a'.repeat(64) }],
  evidence: [],
  missing: [
    { layer: 'rfc3161', reason: 'unreachable', detail },
    { layer: 'sigstore', reason: 'rejected', detail },
    { layer: 'openpgp', reason: 'not-configured', detail },
  ],
});

it('a record owes the layers of which a service failed, until they came later', () => {
  expect(owedLayers({ index: 0, receipt, later: [] })).toEqual(['sigstore', 'rfc3161']);
  const token = { layer: 'rfc3161' as const, n: 1, subject: 'app', content: utf8('a token') };
  const late = makeLateEvidence(receipt, [token], time);
  expect(owedLayers({ index: 0, receipt, later: [{ index: 1, receipt: late }] })).toEqual(['sigstore']);
});
