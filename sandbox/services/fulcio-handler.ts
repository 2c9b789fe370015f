import { createPublicKey, verify, X509Certificate, type KeyObject } from 'node:crypto';
import type { CA } from '@sigstore/mock/dist/fulcio/index.js';
import { certificateExtensions } from './certificate-extensions.ts';
import { json, type ServiceHandler } from './http-service.ts';
import type { OidcIssuer } from './oidc-issuer.ts';

interface SigningRequest {
  readonly credentials: { readonly oidcIdentityToken: string };
  readonly publicKeyRequest: {
    readonly publicKey: { readonly content: string };
    readonly proofOfPossession: string;
  };
}

/**
 * Fulcio's `POST /api/v2/signingCert`: checks the identity token and the proof of possession, and certifies the key
 * for the workflow as public Fulcio does: the subject is the workflow's address, the claims become extensions.
 */
export function fulcioHandler(ca: CA, oidc: OidcIssuer, serverUrl: string): ServiceHandler {
  return async ({ method, url, body }) => {
    if (method !== 'POST' || url.pathname !== '/api/v2/signingCert') return refusal(404, 'Not Found');
    let request: SigningRequest;
    let publicKey: KeyObject;
    try {
      request = JSON.parse(body.toString()) as SigningRequest;
      publicKey = createPublicKey(request.publicKeyRequest.publicKey.content);
    } catch {
      return refusal(400, 'The request is not a signing request with a public key.');
    }
    let claims: Readonly<Record<string, unknown>>;
    try {
      claims = await oidc.verify(request.credentials.oidcIdentityToken, 'sigstore');
    } catch {
      return refusal(401, 'There was an error processing the identity token.');
    }
    const proof = Buffer.from(request.publicKeyRequest.proofOfPossession, 'base64');
    if (!verify('sha256', Buffer.from(String(claims['sub'])), publicKey, proof)) {
      return refusal(400, 'The signature supplied in the request could not be verified.');
    }
    const certificate = await ca.issueCertificate({
      publicKey: publicKey.export({ type: 'spki', format: 'der' }),
      subjectAltName: subject(claims, serverUrl),
      extensions: certificateExtensions(claims, serverUrl),
    });
    const certificates = [certificate, ca.rootCertificate].map(toPem);
    return json(201, { signedCertificateEmbeddedSct: { chain: { certificates } } });
  };
}

const subject = (claims: Readonly<Record<string, unknown>>, serverUrl: string): string =>
  typeof claims['job_workflow_ref'] === 'string'
    ? `${serverUrl}/${claims['job_workflow_ref']}`
    : String(claims['sub']);

const refusal = (status: number, message: string) => json(status, { code: status, message, details: [] });

const toPem = (der: ArrayBufferView): string =>
  new X509Certificate(new Uint8Array(der.buffer, der.byteOffset, der.byteLength)).toString();
