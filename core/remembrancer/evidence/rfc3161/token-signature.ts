import { ObjectIdentifier, OctetString } from 'asn1js';
import { RelativeDistinguishedNames, type Certificate, type CryptoEngine, type TSTInfo } from 'pkijs';

import { equalBytes } from '../../../common/bytes.ts';
import { DIGEST_NAMES, OID } from './oids.ts';
import { isSameName, nameOf } from './distinguished-name.ts';
import { signedAttribute } from './signed-attribute.ts';
import type { TimestampFault } from './timestamp-fault.ts';
import type { TimestampToken } from './timestamp-token.ts';

/**
 * What keeps a token from being signed by the key of `signer` (RFC 5652, 5.4): the signature goes over the signed
 * attributes, which hold the type and the digest of the TSTInfo.
 */
export async function tokenSignatureFault(
  { signerInfo, content, info }: TimestampToken,
  signer: Certificate,
  engine: CryptoEngine,
): Promise<TimestampFault | undefined> {
  const by = nameOf(signer.subject);
  const bad: TimestampFault = {
    reason: 'bad-signature',
    what: `The signature of ${by} on the time-stamp does not hold`,
  };
  const { signedAttrs, signatureAlgorithm, digestAlgorithm, signature } = signerInfo;
  const type = signedAttribute(signerInfo, OID.contentType);
  const digest = signedAttribute(signerInfo, OID.messageDigest);
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== OID.tstInfo) return bad;
  if (!(digest instanceof OctetString) || signedAttrs === undefined) return bad;

  const hash = DIGEST_NAMES[digestAlgorithm.algorithmId];
  const plainRsa = signatureAlgorithm.algorithmId === OID.rsaEncryption;
  if (hash === undefined || (!plainRsa && engine.getHashAlgorithm(signatureAlgorithm) === 'SHA-1')) {
    return {
      reason: 'weak-algorithm',
      what: `The time-stamp of ${by} is signed over a digest that is not accepted`,
    };
  }
  const actual = new Uint8Array(await engine.digest(hash, content));
  if (!equalBytes(actual, digest.valueBlock.valueHexView)) return bad;
  const isSigned = await engine
    .verifyWithPublicKey(
      signedAttrs.encodedValue,
      signature,
      signer.subjectPublicKeyInfo,
      signatureAlgorithm,
      plainRsa ? hash : undefined,
    )
    // Throws for an algorithm it does not know, or a signature that does not parse.
    .catch(() => false);
  if (!isSigned) return bad;
  return isNamed(info, signer)
    ? undefined
    : { reason: 'malformed', what: `The time-stamp names another authority than its signer ${by}` };
}

/** RFC 3161, 2.4.2: the authority that a token names, when it names one, is a subject of the certificate. */
function isNamed({ tsa }: TSTInfo, { subject }: Certificate): boolean {
  const name: unknown = tsa?.value;
  return !(name instanceof RelativeDistinguishedNames) || isSameName(name, subject);
}
