import { BitString } from 'asn1js';
import { BasicConstraints, ExtKeyUsage, RSAPublicKey, type Certificate, type Extension } from 'pkijs';

import { formatTime } from '../../../common/clock.ts';
import { OID } from './oids.ts';
import type { TimestampFault } from './timestamp-fault.ts';

/** The extensions that are understood here; any other one that is critical rules a certificate out (RFC 5280, 4.2). */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.subjectKeyIdentifier,
  OID.keyUsage,
  OID.subjectAltName,
  OID.basicConstraints,
  OID.certificatePolicies,
  OID.extKeyUsage,
]);

const DIGITAL_SIGNATURE_OR_NON_REPUDIATION = 0xc0;
const KEY_CERT_SIGN = 0x04;
const MIN_RSA_BITS = 2048;

// Each fault here is the end of a sentence that begins with the certificate.

/** What keeps the certificate from signing time-stamps: RFC 3161, 2.3, wants a critical usage that names that alone. */
export function signerFault(certificate: Certificate): TimestampFault | undefined {
  const usage = extension(certificate, OID.extKeyUsage);
  const purposes = usage?.parsedValue instanceof ExtKeyUsage ? usage.parsedValue.keyPurposes : [];
  if (usage?.critical !== true || purposes.join() !== OID.timeStamping) {
    return wrongUsage('is not for time-stamping alone');
  }
  if (!allowsKeyUsage(certificate, DIGITAL_SIGNATURE_OR_NON_REPUDIATION)) {
    return wrongUsage('is not for signatures');
  }
  return commonFault(certificate);
}

/** What keeps the certificate from issuing those of time-stamping authorities, with `intermediates` CAs in between. */
export function issuerFault(certificate: Certificate, intermediates: number): TimestampFault | undefined {
  const constraints: unknown = extension(certificate, OID.basicConstraints)?.parsedValue;
  if (!(constraints instanceof BasicConstraints) || !constraints.cA) return wrongUsage('is not that of a CA');
  if (intermediates > maximumPath(constraints)) {
    return wrongUsage(`allows fewer CAs below it than ${intermediates}`);
  }
  if (!allowsKeyUsage(certificate, KEY_CERT_SIGN)) return wrongUsage('is not for signing certificates');
  if (!allowsTimestamps(certificate)) return wrongUsage('is not for issuing to time-stamping authorities');
  return commonFault(certificate);
}

/** The fault of a moment that is outside the certificate's period, to the second (RFC 5280, 4.1.2.5). */
export function periodFault({ notBefore, notAfter }: Certificate, at: Date): TimestampFault | undefined {
  if (at.getTime() < notBefore.value.getTime()) {
    return { reason: 'in-future', what: `was not valid before ${formatTime(notBefore.value)}` };
  }
  return at.getTime() < notAfter.value.getTime() + 1000
    ? undefined
    : { reason: 'expired', what: `expired at ${formatTime(notAfter.value)}` };
}

function commonFault({ extensions = [], subjectPublicKeyInfo }: Certificate): TimestampFault | undefined {
  const strange = extensions.find(
    // Name constraints are critical by rule (RFC 5280, 4.2.1.10), and nothing here would keep to them.
    ({ critical, extnID }) => (critical && !UNDERSTOOD.has(extnID)) || extnID === OID.nameConstraints,
  );
  if (strange !== undefined)
    return wrongUsage(`has an extension that is not understood here, ${strange.extnID}`);
  const key: unknown = subjectPublicKeyInfo.parsedKey;
  if (!(key instanceof RSAPublicKey) || bitsOf(key) >= MIN_RSA_BITS) return undefined;
  return { reason: 'weak-algorithm', what: `has an RSA key of ${bitsOf(key)} bits` };
}

const wrongUsage = (what: string): TimestampFault => ({ reason: 'wrong-usage', what });

function maximumPath({ pathLenConstraint: limit }: BasicConstraints): number {
  if (limit === undefined) return Infinity;
  return typeof limit === 'number' ? limit : limit.valueBlock.valueDec;
}

function allowsTimestamps(certificate: Certificate): boolean {
  const usage = extension(certificate, OID.extKeyUsage);
  if (usage === undefined) return true;
  if (!(usage.parsedValue instanceof ExtKeyUsage)) return false;
  const purposes = usage.parsedValue.keyPurposes;
  return purposes.includes(OID.timeStamping) || purposes.includes(OID.anyExtKeyUsage);
}

/** A certificate without a key usage may be used for anything (RFC 5280, 4.2.1.3). */
function allowsKeyUsage(certificate: Certificate, mask: number): boolean {
  const usage = extension(certificate, OID.keyUsage);
  if (usage === undefined) return true;
  if (!(usage.parsedValue instanceof BitString)) return false;
  return ((usage.parsedValue.valueBlock.valueHexView[0] ?? 0) & mask) !== 0;
}

/** The length of the modulus, to the byte: a DER INTEGER begins with a zero when its first bit is set. */
function bitsOf({ modulus }: RSAPublicKey): number {
  const bytes = modulus.valueBlock.valueHexView;
  return 8 * (bytes[0] === 0 ? bytes.length - 1 : bytes.length);
}

const extension = ({ extensions = [] }: Certificate, oid: string): Extension | undefined =>
  extensions.find(({ extnID }) => extnID === oid);
