import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

import { sha256Hex } from '../../core/common/bytes.ts';
import type { VerdictReason } from '../../core/remembrancer/evidence/index.ts';
import { bundleFault } from '../../core/remembrancer/evidence/sigstore/bundle-fault.ts';
import { bundleSigner } from '../../core/remembrancer/evidence/sigstore/bundle-signer.ts';
import { readBundle } from '../../core/remembrancer/evidence/sigstore/read-bundle.ts';
import { verifyBundle } from '../../core/remembrancer/evidence/sigstore/verify-bundle.ts';
import { describeWithData, sharedData } from '../core/remembrancer/evidence/shared-data.ts';

const FOLDER = 'sigstore-bundles';
const ISSUER = 'https://token.actions.githubusercontent.com';
const BEACON = 'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon';
const WORKFLOW = `${BEACON}/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main`;

/**
 * Each bundle that must not hold: what its README says is wrong with it, the reason of our verdict, and the words in
 * which the verdict says so.
 */
const BAD: readonly (readonly [string, string, VerdictReason, string])[] = [
  ['bundle-empty-certificate-chain', 'no certificate', 'malformed', 'invalid v0.1 bundle'],
  [
    'bundle-invalid-base64-signature',
    'no base64',
    'malformed',
    'messageSignature.signature is not of the form',
  ],
  ['bundle-negative-log-index', 'a log index below zero', 'malformed', 'index in the log is negative'],
  ['bundle-with-root-cert', 'a root in the chain', 'malformed', 'brings a root certificate'],
  ['checkpoint-bad-keyhint', 'a checkpoint of another log', 'bad-signature', 'invalid checkpoint signature'],
  ['dsse-invalid-sig', 'another signature', 'bad-signature', 'tlog entry signature mismatch'],
  ['dsse-mismatch-sig', 'not the logged signature', 'bad-signature', 'tlog entry signature mismatch'],
  [
    'inclusion-proof-corrupted-hash',
    'a bit of the proof',
    'bad-signature',
    'root hash does not match inclusion proof',
  ],
  [
    'integrated-time-in-future',
    'logged after the certificate',
    'expired',
    'not valid or expired at the specified date',
  ],
  ['intoto-log-entry-mismatch', 'not the logged entry', 'bad-signature', 'tlog entry signature mismatch'],
  [
    'intoto-set-outside-signing-cert-validity',
    'logged after the certificate',
    'expired',
    'not valid or expired',
  ],
  ['invalid-ct-key', 'another key of the certificate log', 'unknown-signer', 'SCT verification failed'],
  ['managed-key-no-key', 'a bare key', 'unknown-signer', 'signed by a bare key'],
  ['message-digest-mismatch', 'another digest', 'bad-signature', 'digest mismatch'],
  [
    'rekor2-checkpoint-missing-log-signature',
    'nobody signed it',
    'bad-signature',
    'no signatures found in checkpoint',
  ],
  [
    'rekor2-checkpoint-missing-root-hash',
    'no root hash',
    'bad-signature',
    'too few lines in checkpoint header',
  ],
  ['rekor2-dsse-invalid-sig', 'a signature by another key', 'bad-signature', 'signature mismatch'],
  ['rekor2-dsse-mismatch-sig', 'not the logged signature', 'bad-signature', 'signature mismatch'],
  ['rekor2-no-inclusion-proof', 'no inclusion proof', 'malformed', 'invalid bundle'],
  [
    'rekor2-timestamp-outside-trust-root-tsa-validity',
    'a late time',
    'bad-signature',
    'timestamp could not be verified',
  ],
  [
    'rekor2-timestamp-payload-mismatch',
    'a time for another',
    'bad-signature',
    'timestamp could not be verified',
  ],
  [
    'rekor2-timestamp-untrusted-tsa-without-embedded-cert',
    'a stranger',
    'bad-signature',
    'timestamp could not be',
  ],
  ['signature-mismatch', 'another signature', 'bad-signature', 'signature mismatch'],
  ['wrong-hashedrekord-artifact', 'another artifact', 'bad-signature', 'signature mismatch'],
  ['wrong-hashedrekord-entry', 'not the logged entry', 'bad-signature', 'signature mismatch'],
];

const GOOD = [
  'happy-path-v0.1',
  'happy-path-v0.3',
  'intoto-with-custom-trust-root',
  'rekor2-checkpoint-multiple-cosigs',
  'rekor2-checkpoint-origin-not-first',
  'rekor2-checkpoint-two-sigs-from-origin',
  'rekor2-timestamp-with-expired-cert-chain',
  'rekor2-timestamp-without-embedded-cert',
  'trust-root-tlog-validity-end-inclusive',
];

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
  bundleSigner(readBundle(text), trustedRoot, artifact).identity?.subjectAlternativeName;

function faultOf(name: string) {
  try {
    signerOf(readCase(name));
  } catch (error) {
    return bundleFault(error);
  }
  return undefined;
}

const subjectName = (text: string): string => {
  const { dsseEnvelope } = JSON.parse(text) as { dsseEnvelope?: { payload: string } };
  if (dsseEnvelope === undefined) return 'a.txt';
  const statement = JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString()) as {
    subject: [{ name: string }];
  };
  return statement.subject[0].name;
};

const verdictOf = ({ text, trustedRoot, artifact }: Case) =>
  verifyBundle({
    bundle: text,
    trustedRoot,
    subject: { name: subjectName(text), sha256: sha256Hex(artifact) },
    identity: { issuer: ISSUER, repository: BEACON },
  });

describeWithData(FOLDER, 'the bundles of sigstore-conformance', () => {
  it('are all judged here', () => {
    const folders = readdirSync(sharedData(FOLDER), { withFileTypes: true }).filter((it) => it.isDirectory());
    const judged = [...BAD.map(([name]) => `${name}_fail`), ...GOOD, MANAGED_KEY];
    expect(folders.map(({ name }) => name).sort()).toEqual(judged.sort());
  });

  it.each(GOOD)('%s holds, and names the workflow that signed it', (name) => {
    expect(signerOf(readCase(name))).toBe(WORKFLOW);
  });

  it.each(BAD)('%s (%s) does not hold: %s', (name, _, reason, words) => {
    const fault = faultOf(`${name}_fail`);
    expect(fault).toEqual({ reason, what: expect.stringContaining(words) });
    expect(verdictOf(readCase(`${name}_fail`))).not.toMatchObject({ status: 'valid' });
  });

  it.each(BAD.filter(([name]) => /dsse|intoto/u.test(name)))(
    '%s (%s), which holds a statement, gets the verdict %s',
    (name, _, reason, words) => {
      expect(verdictOf(readCase(`${name}_fail`))).toMatchObject({
        reason,
        detail: expect.stringContaining(words),
      });
    },
  );

  it(`${MANAGED_KEY} holds by a key of its own, and is untrusted without one`, () => {
    expect(faultOf(MANAGED_KEY)).toEqual({
      reason: 'unknown-signer',
      what: expect.stringContaining('signed by a bare key'),
    });
  });

  it('without an in-toto statement, though it holds, is none of ours', () => {
    expect(verdictOf(readCase('happy-path-v0.3'))).toMatchObject({ status: 'invalid', reason: 'malformed' });
  });

  it('with an in-toto statement is judged by its certificate, which in the old form states no repository', () => {
    expect(verdictOf(readCase('intoto-with-custom-trust-root'))).toMatchObject({
      status: 'untrusted',
      reason: 'wrong-identity',
    });
  });
});
