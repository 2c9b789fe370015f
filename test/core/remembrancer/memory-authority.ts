import { randomBytes } from 'node:crypto';

import { fromBER, Integer, ObjectIdentifier, OctetString, Sequence, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  IssuerAndSerialNumber,
  PKIStatus,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

import { sha256 } from '../../../core/common/bytes.ts';
import { type Clock, systemClock } from '../../../core/common/clock.ts';
import { cryptoEngine } from '../../../core/remembrancer/evidence/rfc3161/crypto-engine.ts';
import { requestTimestamp } from '../../../core/remembrancer/evidence/rfc3161/index.ts';
import { OID } from '../../../core/remembrancer/evidence/rfc3161/oids.ts';

/** A time-stamping authority within this process, whose own certificate is its root. */
export interface MemoryAuthority {
  /** PEM of its certificate. */
  readonly root: string;
  /** Answers as its HTTP server would, and counts. */
  readonly fetch: typeof fetch;
  readonly requests: () => number;
}

const OIDS = {
  commonName: '2.5.4.3',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};

/** A token of `authority` over `content`: a whole TimeStampResp. */
export const tokenOver = ({ fetch }: MemoryAuthority, content: Uint8Array): Promise<Uint8Array> =>
  requestTimestamp({ url: 'http://tsa', digest: sha256(content), fetch, timeoutMs: 10_000, randomBytes });

export interface MemoryAuthorityOptions {
  /** Where its certificate ends. */
  readonly ends?: Date;
  /** What its tokens say, to the second. */
  readonly clock?: Clock;
  /** Whether its tokens have its certificate in them. */
  readonly carriesCertificate?: boolean;
}

/** Makes an authority with a new key. */
export async function memoryAuthority({
  ends = new Date('2036-01-01T00:00:00Z'),
  clock = systemClock,
  carriesCertificate = true,
}: MemoryAuthorityOptions = {}): Promise<MemoryAuthority> {
  const engine = cryptoEngine();
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: 1 }) });
  for (const name of [certificate.subject, certificate.issuer]) {
    const value = new Utf8String({ value: 'Memory TSA' });
    name.typesAndValues.push(new AttributeTypeAndValue({ type: OIDS.commonName, value }));
  }
  certificate.notBefore.value = new Date('2020-01-01T00:00:00Z');
  certificate.notAfter.value = ends;
  const usage = new Sequence({ value: [new ObjectIdentifier({ value: OIDS.timeStamping })] });
  certificate.extensions = [
    new Extension({ extnID: OIDS.extendedKeyUsage, critical: true, extnValue: usage.toBER() }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  await certificate.sign(keys.privateKey, 'SHA-256', engine);
  const der = new Uint8Array(certificate.toSchema().toBER());
  let requests = 0;

  const reply = async (query: Uint8Array): Promise<Uint8Array> => {
    const { messageImprint, nonce } = new TimeStampReq({ schema: fromBER(new Uint8Array(query)).result });
    const info = new TSTInfo({
      version: 1,
      policy: '1.2.3.4.1',
      messageImprint,
      serialNumber: new Integer({ value: requests }),
      genTime: new Date(Math.floor(clock().getTime() / 1000) * 1000),
      ...(nonce && { nonce }),
    });
    const content = new Uint8Array(info.toSchema().toBER());
    const attribute = (type: string, value: Sequence | ObjectIdentifier | OctetString): Attribute =>
      new Attribute({ type, values: [value] });
    const essCertId = new Sequence({ value: [new OctetString({ valueHex: sha256(der) })] });
    const signedAttrs = new SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        attribute(OIDS.contentType, new ObjectIdentifier({ value: OID.tstInfo })),
        attribute(OIDS.messageDigest, new OctetString({ valueHex: sha256(content) })),
        attribute(OIDS.signingCertificateV2, new Sequence({ value: [new Sequence({ value: [essCertId] })] })),
      ],
    });
    const { issuer, serialNumber } = certificate;
    const signed = new SignedData({
      version: 3,
      encapContentInfo: new EncapsulatedContentInfo({
        eContentType: OID.tstInfo,
        eContent: new OctetString({ valueHex: content }),
      }),
      digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: OID.sha256 })],
      signerInfos: [
        new SignerInfo({
          version: 1,
          sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
          signedAttrs,
        }),
      ],
      ...(carriesCertificate && { certificates: [certificate] }),
    });
    await signed.sign(keys.privateKey, 0, 'SHA-256', undefined, engine);
    const answer = new TimeStampResp({
      status: new PKIStatusInfo({ status: PKIStatus.granted }),
      timeStampToken: new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) }),
    });
    return new Uint8Array(answer.toSchema().toBER());
  };
  return {
    root: `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`,
    fetch: async (_, init) => {
      requests += 1;
      const body = new Uint8Array(await new Response(init?.body ?? '').arrayBuffer());
      return new Response(Buffer.from(await reply(body)));
    },
    requests: () => requests,
  };
}
