import { expect, it } from '@jest/globals';

import { VaultMeshError } from '../../../../core/common/error.ts';
import { missingBecauseOf } from '../../../../core/remembrancer/evidence/missing-evidence.ts';
import { publicAddress } from '../../../../core/remembrancer/evidence/public-address.ts';
import { makeReceipt } from '../../../../core/remembrancer/receipt/index.ts';

it.each([
  ['longer than a receipt takes', 'no '.repeat(1000)],
  ['of several lines', 'no\r\n\u001b[31mno'],
  ['cut in the middle of a character', `${'x'.repeat(999)}🎉`],
])('what a service says is never what keeps a record from being made: %s', (_, said) => {
  const missing = missingBecauseOf(new VaultMeshError('policy', said), 'rfc3161');
  const receipt = makeReceipt({
    id: 'release:v1.0.0',
    kind: 'release',
    component: 'app',
    version: '1.0.0',
    time: new Date(0),
    subjects: [],
    evidence: [],
    missing: [missing!],
  });
  expect(receipt.missing).toMatchObject([{ layer: 'rfc3161', reason: 'rejected' }]);
});

it('what is wrong with us is no missing evidence', () => {
  expect(missingBecauseOf(new VaultMeshError('usage', 'wrong passphrase'), 'openpgp')).toBeUndefined();
  expect(missingBecauseOf(new TypeError('x'), 'openpgp')).toBeUndefined();
});

it('an address in a receipt has no credentials and no query', () => {
  expect(publicAddress('https://user:secret@tsa.example:8443/tsr?key=secret')).toBe(
    'https://tsa.example:8443/tsr',
  );
  expect(publicAddress('http://tsa.example')).toBe('http://tsa.example');
  expect(publicAddress('secret')).toBe('an address that is no URL');
});
