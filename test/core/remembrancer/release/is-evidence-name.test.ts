import { expect, it } from '@jest/globals';
import { isEvidenceName } from '../../../../core/remembrancer/release/is-evidence-name.ts';

it.each([
  ['app.tar.gz.asc', true],
  ['app.tar.gz.tsr', true],
  ['app.tar.gz.2.tsr', true],
  ['app.tar.gz.sigstore.json', true],
  ['app.tar.gz.vmproof', true],
  ['app.tar.gz', false],
  ['SHA256SUMS.asc', false],
  ['other.vmproof', false],
  ['app.tar.gz.sig', false],
])('%s beside app.tar.gz is evidence of it: %s', (name, expected) => {
  expect(isEvidenceName(name, new Set(['app.tar.gz', name]))).toBe(expected);
});
