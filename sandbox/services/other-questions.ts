import { generateKeyPairSync, sign } from 'node:crypto';
import { decodeJwt } from 'jose';
import type { OtherQuestion, ServiceRequest } from './http-service.ts';

/** For each service, a question that it could well have been asked, in the place of the one that it was. */
export const otherQuestions: Readonly<Record<'oidc' | 'fulcio' | 'rekor' | 'tsa', OtherQuestion>> = {
  /** A token for another audience. */
  oidc: (request) => {
    const url = new URL(request.url);
    url.searchParams.set('audience', 'somebody-else');
    return { ...request, url };
  },
  /** A certificate for another key of the same identity. */
  fulcio: (request) => {
    const asked = JSON.parse(request.body.toString()) as {
      credentials: { oidcIdentityToken: string };
      publicKeyRequest: { publicKey: object };
    };
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const subject = Buffer.from(decodeJwt(asked.credentials.oidcIdentityToken).sub ?? '');
    const publicKeyRequest = {
      publicKey: {
        ...asked.publicKeyRequest.publicKey,
        content: publicKey.export({ type: 'spki', format: 'pem' }),
      },
      proofOfPossession: sign('sha256', subject, privateKey).toString('base64'),
    };
    return withBody(request, JSON.stringify({ ...asked, publicKeyRequest }));
  },
  /** An entry about another payload. */
  rekor: (request) => {
    const text = request.body.toString();
    return withBody(
      request,
      text.replace(/("payloadHash":\{[^}]*"value":")[0-9a-f]{64}/, `$1${'0'.repeat(64)}`),
    );
  },
  /** A token over another digest, with the nonce of this query. */
  tsa: (request) => {
    if (request.headers['content-type']?.startsWith('application/json') === true) {
      const asked = JSON.parse(request.body.toString()) as object;
      return withBody(
        request,
        JSON.stringify({ ...asked, artifactHash: Buffer.alloc(32).toString('base64') }),
      );
    }
    const body = Buffer.from(request.body);
    const imprint = body.indexOf(SHA256_OCTETS) + SHA256_OCTETS.length;
    body.fill(0, imprint, imprint + 32);
    return withBody(request, body);
  },
};

/** Tag and length of the OCTET STRING that holds a SHA-256 digest, in DER. */
const SHA256_OCTETS = Buffer.from([0x04, 32]);

const withBody = (request: ServiceRequest, body: string | Buffer): ServiceRequest => ({
  ...request,
  body: Buffer.from(body),
});
