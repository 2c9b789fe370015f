import { describe, expect, it } from '@jest/globals';

import { releaseAssets } from '../../../../core/remembrancer/release/release-assets.ts';
import { refuseCollisions } from '../../../../core/remembrancer/release/refuse-collisions.ts';

describe('artifacts of one record', () => {
  it.each([
    ['app.tar.gz', 'app.tar.gz.asc'],
    ['app.tsr', 'app'],
    ['app', 'app.2.tsr'],
    ['app', 'app.sigstore.json'],
    ['app', 'app.vmproof'],
    ['app', 'APP.asc'],
    ['app', 'app.2'],
    ['app', 'app.12'],
    ['ghcr.io/acme/app', 'ghcr.io_acme_app'],
    ['my app.tar.gz', 'my.app.tar.gz'],
  ])('%s and %s are refused', (one, other) => {
    const names = ['between', one, other];
    expect(() => {
      refuseCollisions(names);
    }).toThrow(/ and .* cannot be in one record/);
    expect(() => {
      refuseCollisions(names.toReversed());
    }).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it.each([
    ['app-1.0.0.tar.gz', 'app-1.0.1.tar.gz'],
    ['libapp.so', 'libapp.so.1'],
    ['app.asc', 'other'],
    ['app', 'app.sbom.json'],
  ])('%s and %s are not, and no two files have one name', (...names) => {
    refuseCollisions(names);
    const files = names.flatMap((name) =>
      releaseAssets({
        subject: { name, sha256: 'a'.repeat(64) },
        receipt: new Uint8Array(),
        evidence: names.flatMap((subject, i) =>
          [1, 2].map((k) => ({
            layer: 'rfc3161' as const,
            n: 2 * i + k,
            subject,
            content: new Uint8Array(),
          })),
        ),
        tlogProof: '',
      }).map((asset) => asset.name),
    );
    expect(new Set([...files, ...names]).size).toBe(files.length + names.length);
  });
});
