import { expect, it } from '@jest/globals';

import { utf8 } from '../../../../core/common/bytes.ts';
import { evidenceAssets } from '../../../../core/remembrancer/release/index.ts';
import { releaseAssets } from '../../../../core/remembrancer/release/release-assets.ts';

const file = (layer: 'openpgp' | 'openpgp-key' | 'sigstore' | 'rfc3161', n: number, subject?: string) => ({
  layer,
  n,
  ...(subject !== undefined && { subject }),
  content: utf8(`${layer} ${n}`),
});

it('hands out the evidence of an artifact under the names that other people’s tools look for', () => {
  const evidence = [
    file('openpgp', 1, 'a.tgz'),
    file('openpgp', 2, 'b.tgz'),
    file('openpgp-key', 1),
    file('sigstore', 1),
    file('rfc3161', 1, 'a.tgz'),
    file('rfc3161', 2, 'b.tgz'),
    file('rfc3161', 3, 'b.tgz'),
  ];
  const names = evidenceAssets('b.tgz', evidence).map(({ name, content }) => [
    name,
    Buffer.from(content).toString(),
  ]);
  expect(names).toEqual([
    ['b.tgz.asc', 'openpgp 2'],
    ['b.tgz.sigstore.json', 'sigstore 1'],
    ['b.tgz.tsr', 'rfc3161 2'],
    ['b.tgz.2.tsr', 'rfc3161 3'],
  ]);
});

it('gives no path for a name with slashes, as images have and an attacker would', () => {
  const named = (name: string): string[] =>
    releaseAssets({
      subject: { name, sha256: 'a'.repeat(64) },
      receipt: utf8('{}'),
      evidence: [file('sigstore', 1)],
      tlogProof: '',
    }).map((asset) => asset.name);
  expect(named('ghcr.io/acme/app')).toEqual(['ghcr.io_acme_app.sigstore.json', 'ghcr.io_acme_app.vmproof']);
  expect(named('..\\../c:x')).toEqual(['.._.._c_x.sigstore.json', '.._.._c_x.vmproof']);
});
