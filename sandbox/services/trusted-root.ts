import { hash, X509Certificate } from 'node:crypto';
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from '@sigstore/protobuf-specs';

export interface TrustAnchors {
  readonly fulcio: { readonly url: string; readonly root: Uint8Array };
  readonly ctLogKey: Uint8Array;
  readonly rekor: { readonly url: string; readonly key: Uint8Array };
  /** PEM certificates, leaf first. */
  readonly tsa: { readonly url: string; readonly chain: readonly string[] };
  readonly validFrom: Date;
}

/** The services as a Sigstore `trusted_root.json` object (protobuf-specs TrustedRoot). Keys are DER SPKI. */
export function trustedRoot(anchors: TrustAnchors): object {
  const validFor = { start: anchors.validFrom };
  const subject = { organization: 'VaultMesh Sandbox', commonName: 'sandbox' };
  const log = (baseUrl: string, key: Uint8Array) => ({
    baseUrl,
    hashAlgorithm: HashAlgorithm.SHA2_256,
    publicKey: {
      rawBytes: Buffer.from(key),
      keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
      validFor,
    },
    logId: { keyId: hash('sha256', key, 'buffer') },
    checkpointKeyId: undefined,
    operator: 'sandbox',
  });
  const authority = (uri: string, certificates: readonly Uint8Array[]) => ({
    subject,
    uri,
    certChain: { certificates: certificates.map((der) => ({ rawBytes: Buffer.from(der) })) },
    validFor,
    operator: 'sandbox',
  });
  const root = TrustedRoot.toJSON({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log(anchors.rekor.url, anchors.rekor.key)],
    certificateAuthorities: [authority(anchors.fulcio.url, [anchors.fulcio.root])],
    ctlogs: [log(`${anchors.fulcio.url}/ct`, anchors.ctLogKey)],
    timestampAuthorities: [
      authority(
        anchors.tsa.url,
        anchors.tsa.chain.map((pem) => new X509Certificate(pem).raw),
      ),
    ],
  });
  return root as object;
}
