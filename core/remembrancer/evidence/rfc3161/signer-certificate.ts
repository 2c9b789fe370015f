import { OctetString, Primitive } from 'asn1js';
import { IssuerAndSerialNumber, type Certificate, type CryptoEngine, type SignerInfo } from 'pkijs';

import { equalBytes } from '../../../common/bytes.ts';
import { certificateDer } from './certificate-der.ts';
import { isSameName } from './distinguished-name.ts';
import { OID } from './oids.ts';
import type { TimestampToken } from './timestamp-token.ts';

/**
 * The certificate that a token's signature names: by issuer and serial number or key identifier, and by the digest in
 * the first ESSCertID of its signed attributes (RFC 3161, 2.4.1; RFC 5816), so that no other certificate over the
 * same key can stand in. `undefined` when there is none among `certificates`.
 */
export async function findSignerCertificate(
  { signerInfo, essCertId }: TimestampToken,
  certificates: readonly Certificate[],
  engine: CryptoEngine,
): Promise<Certificate | undefined> {
  for (const certificate of certificates) {
    if (!isNamedBy(signerInfo, certificate)) continue;
    const digest = await engine.digest(essCertId.algorithm, certificateDer(certificate));
    if (equalBytes(new Uint8Array(digest), essCertId.digest)) return certificate;
  }
  return undefined;
}

function isNamedBy({ sid }: SignerInfo, certificate: Certificate): boolean {
  const named: unknown = sid;
  if (named instanceof IssuerAndSerialNumber) {
    return (
      isSameName(certificate.issuer, named.issuer) && certificate.serialNumber.isEqual(named.serialNumber)
    );
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
