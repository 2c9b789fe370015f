import { ObjectIdentifier, OctetString, Sequence, type AsnType } from 'asn1js';
import type { SignerInfo } from 'pkijs';

import { DIGEST_NAMES, OID } from './oids.ts';
import { signedAttribute } from './signed-attribute.ts';

/** The digest by which a token names the certificate of its signer. */
export interface EssCertId {
  /** As WebCrypto names it. */
  readonly algorithm: string;
  readonly digest: Uint8Array;
}

/**
 * The first ESSCertID of a token: of SigningCertificateV2 (RFC 5035) where there is one, else of SigningCertificate,
 * whose digest is SHA-1 (RFC 2634, 5.4). `undefined` when there is none, or one over a digest that is not known.
 */
export function readEssCertId(signerInfo: SignerInfo): EssCertId | undefined {
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
