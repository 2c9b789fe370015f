import { ObjectIdentifier, OctetString, Primitive, Sequence, type AsnType } from 'asn1js';
import { IssuerAndSerialNumber, type Certificate, type CryptoEngine, type SignerInfo } from 'pkijs';

import { equalBytes } from '../../../common/bytes.ts';
import { DIGEST_NAMES, OID } from './oids.ts';

/**
 * The certificate that a token's signature names: by issuer and serial number or key identifier, and by the digest in
 * the first ESSCertID of its signed attributes (RFC 3161, 2.4.1; RFC 5816), so that no other certificate over the
 * same key can stand in. `undefined` when there is none among `certificates`.
 */
export async function findSignerCertificate(
  signerInfo: SignerInfo,
  certificates: readonly Certificate[],
  engine: CryptoEngine,
): Promise<Certificate | undefined> {
  const essCertId = readEssCertId(signerInfo);
  if (essCertId === undefined) return undefined;
  for (const certificate of certificates) {
    if (!isNamedBy(signerInfo, certificate)) continue;
    const digest = await engine.digest(essCertId.algorithm, new Uint8Array(certificate.toSchema().toBER()));
    if (equalBytes(new Uint8Array(digest), essCertId.digest)) return certificate;
  }
  return undefined;
}

/** The value of the signed attribute of this type, when there is exactly one with one value. */
export function signedAttribute({ signedAttrs }: SignerInfo, type: string): AsnType | undefined {
  const [attribute, ...others] = (signedAttrs?.attributes ?? []).filter((each) => each.type === type);
  if (attribute === undefined || others.length > 0) return undefined;
  const [value, ...more] = attribute.values as readonly AsnType[];
  return more.length === 0 ? value : undefined;
}

function isNamedBy({ sid }: SignerInfo, certificate: Certificate): boolean {
  const named: unknown = sid;
  if (named instanceof IssuerAndSerialNumber) {
    return certificate.issuer.isEqual(named.issuer) && certificate.serialNumber.isEqual(named.serialNumber);
  }
  const extension = certificate.extensions?.find(({ extnID }) => extnID === OID.subjectKeyIdentifier);
  const identifier: unknown = extension?.parsedValue;
  return (
    // SubjectKeyIdentifier is an OCTET STRING, and [0] IMPLICIT in a SignerIdentifier (RFC 5652, 5.3).
    named instanceof Primitive &&
    identifier instanceof OctetString &&
    equalBytes(identifier.valueBlock.valueHexView, named.valueBlock.valueHexView)
  );
}

interface EssCertId {
  readonly algorithm: string;
  readonly digest: Uint8Array;
}

/** SigningCertificateV2 (RFC 5035) where there is one, else SigningCertificate, whose digest is SHA-1 (RFC 2634, 5.4). */
function readEssCertId(signerInfo: SignerInfo): EssCertId | undefined {
  const second = firstCertId(signedAttribute(signerInfo, OID.signingCertificateV2));
  if (second !== undefined) {
    const [head, next] = second;
    if (head instanceof OctetString) return { algorithm: 'SHA-256', digest: head.valueBlock.valueHexView };
    if (!(head instanceof Sequence) || !(next instanceof OctetString)) return undefined;
    const [oid] = members(head) ?? [];
    const algorithm = oid instanceof ObjectIdentifier ? DIGEST_NAMES[oid.getValue()] : undefined;
    return algorithm === undefined ? undefined : { algorithm, digest: next.valueBlock.valueHexView };
  }
  const [head] = firstCertId(signedAttribute(signerInfo, OID.signingCertificate)) ?? [];
  return head instanceof OctetString
    ? { algorithm: 'SHA-1', digest: head.valueBlock.valueHexView }
    : undefined;
}

/** The members of the first ESSCertID of a SigningCertificate: SEQUENCE { certs SEQUENCE OF SEQUENCE { … } … }. */
function firstCertId(signingCertificate: AsnType | undefined): readonly AsnType[] | undefined {
  const certs = members(signingCertificate)?.[0];
  return members(members(certs)?.[0]);
}

const members = (value: AsnType | undefined): readonly AsnType[] | undefined =>
  value instanceof Sequence ? value.valueBlock.value : undefined;
