import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startServices, type Services } from '../../../../../sandbox/services/index.ts';
import { sha256 } from '../../../../../core/common/bytes.ts';
import { provenanceStatement } from '../../../../../core/remembrancer/evidence/sigstore/provenance-statement.ts';
import { signStatement } from '../../../../../core/remembrancer/evidence/sigstore/sign-statement.ts';
import { verifyBundle } from '../../../../../core/remembrancer/evidence/sigstore/verify-bundle.ts';
import { rekorV2Log, type LoggedBundle } from './rekor-v2-log.ts';
import { RUN, tokenOf } from './workflow-run.ts';

// Programs and servers of their own take longer when the machine is busy.
const SUBJECT = { name: 'app.tar.gz', sha256: '1'.repeat(64) };
const log = rekorV2Log();

let services: Services;
/** A bundle that a time-stamping authority dated, with its entry in Rekor v1. */
let signed: string;

beforeAll(async () => {
  services = await startServices({ serverUrl: RUN.serverUrl });
  signed = await signStatement({
    statement: provenanceStatement([SUBJECT], RUN),
    identityToken: await tokenOf(services),
    fulcioUrl: services.fulcioUrl,
    rekorUrl: services.rekorUrl,
    tsaUrl: services.tsaUrl,
    timeoutMs: 20_000,
  });
});
afterAll(() => services.stop());

/** The bundle with the entry of Rekor v2 in place of its own, and a change. */
function inRekorV2(change: (bundle: LoggedBundle) => void = () => undefined): string {
  const bundle = JSON.parse(signed) as LoggedBundle;
  bundle.verificationMaterial.tlogEntries = [log.entryOf(bundle)];
  change(bundle);
  return JSON.stringify(bundle);
}

const verify = (bundle: string) =>
  verifyBundle({
    bundle,
    subject: SUBJECT,
    trustedRoot: { ...services.trustedRoot, tlogs: [log.trust] },
    identity: { issuer: services.oidc.issuer, repository: 'https://github.com/acme/app' },
  });

describe('a bundle whose statement is in Rekor v2', () => {
  it('is valid: by the digest of what was signed, a checkpoint, and the time of an authority', () => {
    expect(verify(inRekorV2())).toMatchObject({ status: 'valid', time: expect.any(String) });
  });

  it('is valid with cosignatures on the checkpoint', () => {
    const cosigned = inRekorV2(({ verificationMaterial: { tlogEntries } }) => {
      tlogEntries[0].inclusionProof.checkpoint.envelope += '\u2014 witness.example AAAAAAAAAAAAAAAA\n';
    });
    expect(verify(cosigned)).toMatchObject({ status: 'valid' });
  });

  it('is not valid without the time of an authority, for the log states none', () => {
    const undated = inRekorV2(
      ({ verificationMaterial }) => delete verificationMaterial.timestampVerificationData,
    );
    expect(verify(undated)).toMatchObject({
      status: 'invalid',
      reason: 'malformed',
      detail: expect.stringContaining('expected 1 timestamps, got 0'),
    });
  });

  it('is not valid by a time that the log cannot sign', () => {
    const dated = inRekorV2(({ verificationMaterial }) => {
      delete verificationMaterial.timestampVerificationData;
      verificationMaterial.tlogEntries[0].integratedTime = String(Math.floor(Date.now() / 1000));
    });
    expect(verify(dated)).toMatchObject({ status: 'invalid' });
  });

  it('is not valid when the entry is about the payload alone, and not about what was signed', () => {
    const otherwise = inRekorV2((bundle) => {
      const payload = sha256(Buffer.from(bundle.dsseEnvelope.payload, 'base64'));
      bundle.verificationMaterial.tlogEntries = [log.entryOf(bundle, payload)];
    });
    expect(verify(otherwise)).toMatchObject({
      reason: 'bad-signature',
      detail: expect.stringContaining('digest mismatch'),
    });
  });

  it('is not valid under the checkpoint of another log, or outside the tree', () => {
    const foreign = inRekorV2((bundle) => {
      bundle.verificationMaterial.tlogEntries = [rekorV2Log().entryOf(bundle)];
    });
    expect(verify(foreign)).toMatchObject({ reason: 'bad-signature' });
    const outside = inRekorV2(({ verificationMaterial: { tlogEntries } }) => {
      tlogEntries[0].inclusionProof.hashes.reverse();
    });
    expect(verify(outside)).toMatchObject({
      reason: 'bad-signature',
      detail: expect.stringContaining('root hash'),
    });
  });
});
