import { describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../core/common/bytes.ts';
import { evidenceAssets, evidenceOfAssets } from '../../../../core/remembrancer/release/index.ts';
import type { EvidenceFile } from '../../../../core/remembrancer/receipt/index.ts';

const subjects = ['app.tar.gz', 'app.tar.gz.2', 'ghcr.io/acme/app:v1'];
const evidence: EvidenceFile[] = subjects.flatMap((subject) => [
  { layer: 'openpgp', n: 0, subject, content: utf8('a') },
  { layer: 'rfc3161', n: 0, subject, content: utf8('b') },
  { layer: 'rfc3161', n: 0, subject, content: utf8('c') },
  { layer: 'sigstore', n: 0, subject, content: utf8('d') },
]);

describe('evidence by the names of its files', () => {
  it('is what was handed out under these names, numbered within each layer', () => {
    const assets = subjects.slice(0, 1).flatMap((subject) => evidenceAssets(subject, evidence));
    expect(assets.map(({ name }) => name)).toEqual([
      'app.tar.gz.asc',
      'app.tar.gz.tsr',
      'app.tar.gz.2.tsr',
      'app.tar.gz.sigstore.json',
    ]);
    expect(evidenceOfAssets(assets, ['app.tar.gz'])).toEqual([
      { layer: 'openpgp', n: 1, subject: 'app.tar.gz', content: utf8('a') },
      { layer: 'rfc3161', n: 1, subject: 'app.tar.gz', content: utf8('b') },
      { layer: 'rfc3161', n: 2, subject: 'app.tar.gz', content: utf8('c') },
      { layer: 'sigstore', n: 1, subject: 'app.tar.gz', content: utf8('d') },
    ]);
  });

  it('finds the image of a name with slashes', () => {
    const [asset] = evidenceAssets('ghcr.io/acme/app:v1', evidence);
    expect(evidenceOfAssets([asset!], subjects)).toMatchObject([{ subject: 'ghcr.io/acme/app:v1' }]);
  });

  it('takes the longer of two artifacts whose names begin alike', () => {
    const asset = { name: 'app.tar.gz.2.tsr', content: utf8('x') };
    expect(evidenceOfAssets([asset], subjects)).toMatchObject([{ subject: 'app.tar.gz.2' }]);
  });

  it('takes an armored public key under any name', () => {
    const content = utf8('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n…');
    expect(evidenceOfAssets([{ name: 'KEY.asc', content }], subjects)).toEqual([
      { layer: 'openpgp-key', n: 1, content },
    ]);
  });

  it.each([
    'app.asc',
    'app.tar.gz',
    'app.tar.gz.sig',
    'app.tar.gz.0.tsr',
    'app.tar.gz.xasc',
    'xapp.tar.gz.asc',
  ])('refuses %s, and says what names there are', (name) => {
    expect(() => evidenceOfAssets([{ name, content: utf8('x') }], ['app.tar.gz'])).toThrow(
      `${name} is not named as evidence of an artifact of the record; such names are app.tar.gz.asc, app.tar.gz.tsr, app.tar.gz.sigstore.json.`,
    );
  });
});
