import { bundleFromJSON, bundleToJSON, isBundleWithCertificateChain, type Bundle } from '@sigstore/bundle';
import { X509Certificate } from '@sigstore/core';

/**
 * The bundle that a JSON text holds. Throws a plain `Error` that says what is wrong: also with a text that says more, or
 * says it otherwise, than what is read from it, so that nothing in it goes unchecked.
 */
export function readBundle(text: string): Bundle {
  const json: unknown = JSON.parse(text);
  const bundle = bundleFromJSON(json);
  const stray = unreadPart(json, bundleToJSON(bundle), '');
  if (stray !== undefined) throw new Error(`its part ${stray} is not of the form that a bundle has`);
  if (bundle.verificationMaterial.tlogEntries.some(({ logIndex }) => logIndex.startsWith('-'))) {
    throw new Error('its index in the log is negative');
  }
  if (isBundleWithCertificateChain(bundle)) {
    const { certificates } = bundle.verificationMaterial.content.x509CertificateChain;
    // Roots come from the trusted root alone.
    if (certificates.some(({ rawBytes }) => isSelfIssued(rawBytes)))
      throw new Error('it brings a root certificate');
  }
  return bundle;
}

const isSelfIssued = (der: Uint8Array): boolean => {
  const { issuer, subject } = X509Certificate.parse(Buffer.from(der));
  return issuer.equals(subject);
};

/** The first part of `given` that is neither in `read` as it is nor the default of a protobuf field, which is left out. */
function unreadPart(given: unknown, read: unknown, path: string): string | undefined {
  if (isObject(given) && isObject(read)) {
    for (const [key, value] of Object.entries(given)) {
      const part = unreadPart(value, read[key], path === '' ? key : `${path}.${key}`);
      if (part !== undefined) return part;
    }
    return undefined;
  }
  return given === read || isDefault(given) ? undefined : path;
}

const isDefault = (value: unknown): boolean =>
  value === '' || value === '0' || (Array.isArray(value) && value.length === 0);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
