import { plainText, type ServiceHandler } from './http-service.ts';
import type { HashAlgorithm, TimestampAuthority } from './timestamp-authority.ts';

/**
 * The two ways to ask a TSA: a DER query (RFC 3161 section 3.4) at any path, and the JSON request of Sigstore's
 * clients at `/api/v1/timestamp`.
 */
export function tsaHandler(authority: TimestampAuthority): ServiceHandler {
  return async ({ method, url, headers, body }) => {
    if (method !== 'POST') return plainText(405, 'A timestamp is asked for with POST.');
    const type = headers['content-type']?.split(';', 1)[0];
    if (type === 'application/timestamp-query') {
      return { status: 200, type: REPLY, body: await authority.reply(body) };
    }
    if (type === 'application/json' && url.pathname === '/api/v1/timestamp') {
      const request = parseJsonRequest(body.toString());
      if (request === undefined) return plainText(400, 'The request needs artifactHash and hashAlgorithm.');
      const query = await authority.query(request.algorithm, request.digestHex);
      return { status: 201, type: REPLY, body: await authority.reply(query) };
    }
    return plainText(415, 'Send application/timestamp-query, or Sigstore JSON to /api/v1/timestamp.');
  };
}

const REPLY = 'application/timestamp-reply';

const DIGEST_BYTES: Readonly<Record<HashAlgorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 };

function parseJsonRequest(text: string): { algorithm: HashAlgorithm; digestHex: string } | undefined {
  let request: { artifactHash?: unknown; hashAlgorithm?: unknown };
  try {
    request = JSON.parse(text) as typeof request;
  } catch {
    return undefined;
  }
  if (typeof request.artifactHash !== 'string') return undefined;
  const algorithm = request.hashAlgorithm;
  if (algorithm !== 'sha256' && algorithm !== 'sha384' && algorithm !== 'sha512') return undefined;
  const digest = Buffer.from(request.artifactHash, 'base64');
  return digest.length === DIGEST_BYTES[algorithm]
    ? { algorithm, digestHex: digest.toString('hex') }
    : undefined;
}
