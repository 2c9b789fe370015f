import { expect, it } from '@jest/globals';

import { utf8 } from '../../../../../core/common/bytes.ts';
import {
  PAYLOAD_TYPE,
  statementFault,
} from '../../../../../core/remembrancer/evidence/sigstore/statement-fault.ts';

const artifact = { name: 'app.tar.gz', sha256: '1'.repeat(64) };
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: artifact.name, digest: { sha256: artifact.sha256 } }],
  predicateType: 'https://slsa.dev/provenance/v1',
};
const fault = (payload: unknown, payloadType = PAYLOAD_TYPE): string | undefined =>
  statementFault({ payloadType, payload: utf8(JSON.stringify(payload)) }, artifact);

it('a statement that names the artifact has no fault', () => {
  expect(fault(statement)).toBeUndefined();
});

it.each([
  ['signed as something else', statement, 'text/plain'],
  ['of another type', { ...statement, _type: 'https://example.com/Statement/v1' }, undefined],
  ['about a scan', { ...statement, predicateType: 'https://in-toto.io/attestation/vulns/v0.1' }, undefined],
  ['without a predicate', { ...statement, predicateType: undefined }, undefined],
  ['without subjects', { ...statement, subject: undefined }, undefined],
  ['whose subjects are no list', { ...statement, subject: statement.subject[0] }, undefined],
  ['whose digest is inherited', { ...statement, subject: [{ name: artifact.name, digest: [] }] }, undefined],
  ['that is null', null, undefined],
])('a statement %s is none about it', (_, payload, payloadType) => {
  expect(fault(payload, payloadType)).toBeDefined();
});
