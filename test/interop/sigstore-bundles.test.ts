import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { expect, it } from '@jest/globals';

import { sha256Hex } from '../../core/common/bytes.ts';
import { bundleSigner } from '../../core/remembrancer/evidence/sigstore/bundle-signer.ts';
import { verifyBundle } from '../../core/remembrancer/evidence/sigstore/verify-bundle.ts';
import { describeWithData, sharedData } from '../core/remembrancer/evidence/shared-data.ts';

const FOLDER = 'sigstore-bundles';
const ISSUER = 'https://token.actions.githubusercontent.com';
const BEACON = 'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon';
const WORKFLOW = `${BEACON}/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main`;

/** Signed with a bare key, which has no identity to expect: VaultMesh takes certificates only. */
const MANAGED_KEY = 'managed-key-and-trusted-root';

interface Case {
  readonly text: string;
  readonly trustedRoot: object;
  readonly artifact: Uint8Array;
}

function readCase(name: string): Case {
  const folder = sharedData(join(FOLDER, name));
  const own = (file: string, otherwise: string): Buffer =>
    readFileSync(existsSync(join(folder, file)) ? join(folder, file) : sharedData(join(FOLDER, otherwise)));
  return {
    text: readFileSync(join(folder, 'bundle.sigstore.json'), 'utf8'),
    trustedRoot: JSON.parse(own('trusted_root.json', 'trusted_root.public-good.json').toString()) as object,
    artifact: own('artifact', 'a.txt'),
  };
}

const signerOf = ({ text, trustedRoot, artifact }: Case): string | undefined =>
  bundleSigner(bundleFromJSON(JSON.parse(text)), trustedRoot, artifact).identity?.subjectAlternativeName;

const subjectName = (text: string): string => {
  const { dsseEnvelope } = JSON.parse(text) as { dsseEnvelope?: { payload: string } };
  if (dsseEnvelope === undefined) return 'a.txt';
  const statement = JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString()) as {
    subject: [{ name: string }];
  };
  return statement.subject[0].name;
};

const verdictOf = ({ text, trustedRoot, artifact }: Case, repository = BEACON) =>
  verifyBundle({
    bundle: text,
    trustedRoot,
    subject: { name: subjectName(text), sha256: sha256Hex(artifact) },
    identity: { issuer: ISSUER, repository },
  });

// Jest wants a name in each table, also in one that is skipped.
const cases = existsSync(sharedData(FOLDER))
  ? readdirSync(sharedData(FOLDER), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  : ['none', 'none_fail'];
const good = cases.filter((name) => !name.endsWith('_fail') && name !== MANAGED_KEY);
const bad = cases.filter((name) => name.endsWith('_fail'));

describeWithData(FOLDER, 'the bundles of sigstore-conformance', () => {
  it('are all there', () => {
    expect([good.length, bad.length]).toEqual([9, 25]);
  });

  it.each(good)('%s holds, and names the workflow that signed it', (name) => {
    expect(signerOf(readCase(name))).toBe(WORKFLOW);
  });

  it.each(bad)('%s does not hold', (name) => {
    expect(() => signerOf(readCase(name))).toThrow();
    expect(verdictOf(readCase(name))).not.toMatchObject({ status: 'valid' });
  });

  it(`${MANAGED_KEY} is no bundle of ours: it has no certificate`, () => {
    expect(verdictOf(readCase(MANAGED_KEY))).toMatchObject({ status: 'invalid', reason: 'malformed' });
  });

  it('with an in-toto statement is judged by its certificate, which in the old form states no repository', () => {
    expect(verdictOf(readCase('intoto-with-custom-trust-root'))).toMatchObject({
      status: 'untrusted',
      reason: 'wrong-identity',
    });
  });
});
