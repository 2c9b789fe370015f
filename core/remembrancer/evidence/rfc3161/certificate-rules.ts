import { BitString } from 'asn1js';
import { BasicConstraints, ExtKeyUsage, type Certificate, type Extension } from 'pkijs';

import { OID } from './oids.ts';

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

/** Whether a certificate's period contains the moment, to the second (RFC 5280, 4.1.2.5). */
export const isValidAt = ({ notBefore, notAfter }: Certificate, at: Date): boolean =>
  notBefore.value.getTime() <= at.getTime() && at.getTime() < notAfter.value.getTime() + 1000;

/** Whether a certificate may sign time-stamps: its extended key usage is critical and names that alone (RFC 3161, 2.3). */
export function maySignTimestamps(certificate: Certificate): boolean {
  const usage = extension(certificate, OID.extKeyUsage);
  return (
    usage?.critical === true &&
    usage.parsedValue instanceof ExtKeyUsage &&
    usage.parsedValue.keyPurposes.join() === OID.timeStamping &&
    allowsKeyUsage(certificate, DIGITAL_SIGNATURE_OR_NON_REPUDIATION) &&
    isUnderstood(certificate)
  );
}

/** Whether a certificate may issue certificates of time-stamping authorities with `intermediates` CAs in between. */
export function mayIssue(certificate: Certificate, intermediates: number): boolean {
  const constraints: unknown = extension(certificate, OID.basicConstraints)?.parsedValue;
  if (!(constraints instanceof BasicConstraints) || !constraints.cA) return false;
  const limit = constraints.pathLenConstraint;
  const maximum =
    limit === undefined ? Infinity : typeof limit === 'number' ? limit : limit.valueBlock.valueDec;
  return (
    intermediates <= maximum &&
    allowsKeyUsage(certificate, KEY_CERT_SIGN) &&
    allowsTimestamps(certificate) &&
    isUnderstood(certificate)
  );
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

const isUnderstood = ({ extensions = [] }: Certificate): boolean =>
  extensions.every(({ critical, extnID }) => !critical || UNDERSTOOD.has(extnID));

const extension = ({ extensions = [] }: Certificate, oid: string): Extension | undefined =>
  extensions.find(({ extnID }) => extnID === oid);
