import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Integer, OctetString, Utf8String, type Primitive } from 'asn1js';
import {
  AttributeTypeAndValue,
  Extension,
  GeneralName,
  type IssuerAndSerialNumber,
  RelativeDistinguishedNames,
  SignedData,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { verifyTimestamp } from '../../../../../core/remembrancer/evidence/rfc3161/index.ts';
import { OID } from '../../../../../core/remembrancer/evidence/rfc3161/oids.ts';
import type { Subject } from '../../../../../core/remembrancer/evidence/subject.ts';
import { subjectOfFile } from '../../../../../core/remembrancer/evidence/subjects.ts';
import { cmsToken, SIGNER_FILES, timestampResponse, tokenOf } from './cms-token.ts';
import { opensslAuthority, type OpensslAuthority } from './openssl-authority.ts';

// Programs of their own take longer when the machine is busy.
let authority: OpensslAuthority;
let subject: Subject;
let whole: Uint8Array;
let info: Uint8Array;

beforeAll(async () => {
  authority = await opensslAuthority();
  await writeFile(join(authority.directory, 'artifact'), 'the artifact');
  subject = await subjectOfFile(join(authority.directory, 'artifact'));
  whole = await authority.stamp('artifact', '-sha256', '-cert');
  info = tokenOf(whole).content;
});

afterAll(() => authority.close());

const verify = (tsr: Uint8Array) =>
  verifyTimestamp({ tsr, subject, trust: { roots: [authority.root], spkiPins: [] }, at: new Date() });

/** The DER ContentInfo of the token that is valid. */
const contentInfo = async (): Promise<Uint8Array> => {
  await writeFile(join(authority.directory, 'whole.tsr'), whole);
  await authority.openssl('ts', '-reply', '-in', 'whole.tsr', '-token_out', '-out', 'content-info.der');
  return readFile(join(authority.directory, 'content-info.der'));
};

/** The token's content with a change, as the authority could have signed it. */
const changedInfo = (change: (info: TSTInfo) => void): Uint8Array => {
  const changed = TSTInfo.fromBER(new Uint8Array(info));
  change(changed);
  return new Uint8Array(changed.toSchema().toBER());
};

/** The response with a change in its CMS, which nobody signed anew. */
function changedToken(tsr: Uint8Array, change: (signed: SignedData) => void): Uint8Array {
  const response = TimeStampResp.fromBER(new Uint8Array(tsr));
  const signed = new SignedData({ schema: response.timeStampToken?.content });
  change(signed);
  response.timeStampToken!.content = signed.toSchema(true);
  return new Uint8Array(response.toSchema().toBER());
}

describe('the status of a response', () => {
  it.each([
    [0, 'granted'],
    [1, 'granted with changes'],
  ])('%i (%s) leaves the token to be judged', async (status) => {
    expect(await verify(timestampResponse(status, await contentInfo()))).toMatchObject({ status: 'valid' });
  });

  it.each([
    [2, 'rejection'],
    [3, 'waiting'],
    [4, 'revocation warning'],
    [5, 'revocation notification'],
  ])('%i (%s) is no time-stamp, also with a token', async (status) => {
    for (const token of [new Uint8Array(), await contentInfo()]) {
      const tsr = timestampResponse(status, token);
      expect(await verify(tsr)).toMatchObject({ status: 'invalid', reason: 'rejected' });
    }
  });

  it('that says granted without a token is malformed', async () => {
    expect(await verify(timestampResponse(0))).toMatchObject({ status: 'invalid', reason: 'malformed' });
  });
});

describe('what an authority could sign, and must not', () => {
  it('the same content, signed once more, is valid, which leaves one fault to each of the others', async () => {
    expect(
      await verify(
        await cmsToken(
          authority,
          changedInfo(() => undefined),
        ),
      ),
    ).toMatchObject({
      status: 'valid',
    });
  });

  it('in BER, which CMS allows around the content, is valid', async () => {
    const tsr = await cmsToken(authority, info, [...SIGNER_FILES, '-cades', '-stream']);
    // 0x30 0x80: a SEQUENCE of indefinite length.
    expect(Buffer.from(tsr).subarray(9, 11)).toEqual(Buffer.of(0x30, 0x80));
    expect(await verify(tsr)).toMatchObject({ status: 'valid' });
  });

  const malformed = { status: 'invalid', reason: 'malformed' };

  it.each([
    ['of another version', (it: TSTInfo) => (it.version = 2)],
    [
      'with a critical extension',
      (it: TSTInfo) => {
        const extnValue = new OctetString({ valueHex: Uint8Array.of(5, 0) }).toBER();
        it.extensions = [new Extension({ extnID: '1.2.3.4', critical: true, extnValue })];
      },
    ],
    [
      'in the name of another authority',
      (it: TSTInfo) => {
        const value = new Utf8String({ value: 'Another TSA' });
        const typesAndValues = [new AttributeTypeAndValue({ type: '2.5.4.3', value })];
        it.tsa = new GeneralName({ type: 4, value: new RelativeDistinguishedNames({ typesAndValues }) });
      },
    ],
  ])('content %s is malformed', async (_, change) => {
    expect(await verify(await cmsToken(authority, changedInfo(change)))).toMatchObject(malformed);
  });

  it('content that is no TSTInfo, by its type or by its bytes, is malformed', async () => {
    const data = '1.2.840.113549.1.7.1';
    const otherType = await cmsToken(authority, info, undefined, data);
    const otherBytes = await cmsToken(authority, Uint8Array.of(0x30, 0));
    for (const tsr of [otherType, otherBytes]) expect(await verify(tsr)).toMatchObject(malformed);
  });

  it('a token of another CMS type than signed data is malformed', async () => {
    const response = TimeStampResp.fromBER(new Uint8Array(whole));
    response.timeStampToken!.contentType = '1.2.840.113549.1.7.1';
    expect(await verify(new Uint8Array(response.toSchema().toBER()))).toMatchObject(malformed);
  });

  it('a token that does not name its certificate, or is not over attributes, is malformed', async () => {
    for (const options of [SIGNER_FILES, [...SIGNER_FILES, '-noattr']]) {
      const verdict = await verify(await cmsToken(authority, info, options));
      expect(verdict).toMatchObject(malformed);
      expect(verdict.detail).toContain('by which certificate it was signed');
    }
  });

  it('a signature over SHA-1 is too weak', async () => {
    const tsr = await cmsToken(authority, info, [...SIGNER_FILES, '-cades', '-md', 'sha1']);
    expect(await verify(tsr)).toMatchObject({ status: 'invalid', reason: 'weak-algorithm' });
  });

  it('a signature that was made over something else is bad, though its bytes are those of a TSTInfo', async () => {
    const data = '1.2.840.113549.1.7.1';
    const asTstInfo = (tsr: Uint8Array): Uint8Array =>
      changedToken(tsr, ({ encapContentInfo }) => (encapContentInfo.eContentType = OID.tstInfo));
    expect(await verify(asTstInfo(whole))).toMatchObject({ status: 'valid' });
    const other = await cmsToken(authority, info, undefined, data);
    expect(await verify(asTstInfo(other))).toMatchObject({ status: 'invalid', reason: 'bad-signature' });
  });

  it.each<readonly [string, (sid: IssuerAndSerialNumber) => void]>([
    ['another serial number', (sid) => (sid.serialNumber = new Integer({ value: 99 }))],
    ['another issuer', (sid) => (sid.issuer = new RelativeDistinguishedNames())],
  ])('a token that names its certificate by %s is by nobody that is known', async (_, change) => {
    const tsr = changedToken(whole, ({ signerInfos }) =>
      change(signerInfos[0]?.sid as IssuerAndSerialNumber),
    );
    expect(await verify(tsr)).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
  });

  it('a token that names its certificate by another key identifier is by nobody that is known', async () => {
    const tsr = await cmsToken(authority, info, [...SIGNER_FILES, '-cades', '-keyid']);
    expect(await verify(tsr)).toMatchObject({ status: 'valid' });
    const changed = changedToken(tsr, ({ signerInfos }) => {
      const identifier = (signerInfos[0]?.sid as Primitive).valueBlock;
      identifier.valueHexView = Uint8Array.from(identifier.valueHexView, (byte) => byte ^ 1);
    });
    expect(await verify(changed)).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
  });

  it('a non-critical extension of the content changes nothing', async () => {
    const extnValue = new OctetString({ valueHex: Uint8Array.of(5, 0) }).toBER();
    const changed = changedInfo((it) => {
      it.extensions = [new Extension({ extnID: '1.2.3.4', extnValue })];
    });
    expect(await verify(await cmsToken(authority, changed))).toMatchObject({ status: 'valid' });
  });

  it('a token with more certificates than any authority has is malformed, not searched', async () => {
    const many: string[] = [];
    for (let index = 0; index < 17; index += 1) {
      const name = `many-${index}`;
      const subjectOption = ['-subj', `/CN=${name}`, '-days', '10', '-x509'];
      const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
      await authority.openssl('req', ...key, ...subjectOption, '-keyout', 'many.key', '-out', `${name}.pem`);
      many.push(await readFile(join(authority.directory, `${name}.pem`), 'utf8'));
    }
    await writeFile(join(authority.directory, 'many.pem'), many.join(''));
    const tsr = await cmsToken(authority, info, [...SIGNER_FILES, '-cades', '-certfile', 'many.pem']);
    expect(await verify(tsr)).toMatchObject(malformed);
  });
});

describe('the digest of a token', () => {
  it.each([
    ['sha1', 'invalid', 'weak-algorithm'],
    ['sha256', 'valid', 'verified'],
    ['sha384', 'untrusted', 'content-needed'],
    ['sha512', 'valid', 'verified'],
  ])('over %s is %s (%s)', async (digest, status, reason) => {
    expect(await verify(await authority.stamp('artifact', `-${digest}`, '-cert'))).toMatchObject({
      status,
      reason,
    });
  });

  it('is not mistaken for one of another length', async () => {
    const short = changedInfo(({ messageImprint }) => {
      const digest = messageImprint.hashedMessage.valueBlock.valueHexView;
      messageImprint.hashedMessage = new OctetString({ valueHex: digest.slice(0, 16) });
    });
    expect(await verify(await cmsToken(authority, short))).toMatchObject({ reason: 'mismatch' });
  });
});

it('the nonce of the request is compared when it is known, and asked for when it is missing', async () => {
  const nonce = Uint8Array.of(0x40, 1, 2, 3, 4, 5, 6, 7);
  const withNonce = changedInfo((it) => (it.nonce = new Integer({ valueHex: nonce })));
  const without = changedInfo((it) => delete it.nonce);
  const verdict = async (content: Uint8Array) =>
    verifyTimestamp({
      tsr: await cmsToken(authority, content),
      subject,
      trust: { roots: [authority.root], spkiPins: [] },
      at: new Date(),
      nonce,
    });
  expect(await verdict(withNonce)).toMatchObject({ status: 'valid' });
  expect(await verdict(without)).toMatchObject({ status: 'invalid', reason: 'mismatch' });
});
