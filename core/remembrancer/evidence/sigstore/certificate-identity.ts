import type { Signer } from '@sigstore/verify';

import type { SigstoreIdentity } from '../../trust/trust-file.ts';

/** Who a Fulcio certificate was issued to, from its extensions (sigstore/fulcio, docs/oid-info.md). */
export interface CertificateIdentity {
  /** The subject alternative name: for GitHub, the address of the workflow file at its ref. */
  readonly subject: string;
  readonly issuer?: string;
  readonly repository?: string;
  /** Address of the top-level workflow file, `@` and its ref. */
  readonly workflow?: string;
  readonly ref?: string;
}

const FULCIO = '1.3.6.1.4.1.57264.1';
const SOURCE_REPOSITORY_URI = `${FULCIO}.12`;
const SOURCE_REPOSITORY_REF = `${FULCIO}.14`;
const BUILD_CONFIG_URI = `${FULCIO}.18`;

export function certificateIdentity({ identity }: Signer): CertificateIdentity {
  const extension = (oid: string): string | undefined => {
    const found = identity?.oids?.find((each) => each.oid?.id.join('.') === oid);
    return found && derUtf8String(found.value);
  };
  const issuer = identity?.extensions?.issuer;
  const repository = extension(SOURCE_REPOSITORY_URI);
  const workflow = extension(BUILD_CONFIG_URI);
  const ref = extension(SOURCE_REPOSITORY_REF);
  return {
    subject: identity?.subjectAlternativeName ?? 'an unnamed identity',
    ...(issuer !== undefined && { issuer }),
    ...(repository !== undefined && { repository }),
    ...(workflow !== undefined && { workflow }),
    ...(ref !== undefined && { ref }),
  };
}

/** In what the certificate's identity is not the expected one, in a sentence; `undefined` when it is. */
export function identityFault(actual: CertificateIdentity, expected: SigstoreIdentity): string | undefined {
  const differs = (what: string, is: string | undefined, should: string): string =>
    `The certificate's ${what} is ${is ?? 'not stated'}, and the trust file expects ${should}.`;
  const { issuer, repository, workflow, ref } = expected;
  if (actual.issuer !== issuer) return differs('issuer', actual.issuer, issuer);
  if (actual.repository !== repository) return differs('repository', actual.repository, repository);
  if (workflow !== undefined && actual.workflow?.startsWith(`${repository}/${workflow}@`) !== true) {
    return differs('workflow', actual.workflow, workflow);
  }
  if (ref !== undefined && !matchesRef(actual.ref, ref)) return differs('ref', actual.ref, ref);
  return undefined;
}

function matchesRef(ref: string | undefined, pattern: string): boolean {
  if (!pattern.endsWith('*')) return ref === pattern;
  return ref?.startsWith(pattern.slice(0, -1)) === true;
}

const UTF8_STRING_TAG = 0x0c;

/** The text of a DER UTF8String, as these extensions hold it. */
function derUtf8String(der: Uint8Array): string | undefined {
  const [tag, first = 0] = der;
  // The length itself below 0x80, else the number of bytes that hold it; an address with its ref may need two.
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if (tag !== UTF8_STRING_TAG || lengthBytes > 2) return undefined;
  const header = 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : Buffer.from(der).readUIntBE(2, lengthBytes);
  return der.length === header + length ? Buffer.from(der.subarray(header)).toString() : undefined;
}
