import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';

import { equalBytes, toHex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { fetchFailure } from '../../../common/fetch-failure.ts';
import { errorCodeOfStatus } from '../http-status.ts';
import { publicAddress } from '../public-address.ts';
import { readLimited } from '../read-limited.ts';
import { OID } from './oids.ts';
import { parseTimestampResponse } from './timestamp-token.ts';

export interface RequestTimestampOptions {
  readonly url: string;
  /** SHA-256 of what is to be dated, 32 bytes. */
  readonly digest: Uint8Array;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** More than any authority sends: a token with a chain of RSA-4096 certificates has about 6 kB. */
const MAX_RESPONSE_BYTES = 256 * 1024;

/**
 * Asks a time-stamping authority for a token over `digest` (RFC 3161 over HTTP) and returns the DER of its whole
 * answer, the content of a `.tsr` file. The request has a nonce and asks for the certificates; the answer is checked
 * for both the nonce and the digest, not for trust.
 *
 * Throws `network` when there is no answer in time or the server fails (5xx, 408, 429), `policy` when it refuses,
 * `verification-failed` when the answer is no token for this request.
 */
export async function requestTimestamp(options: RequestTimestampOptions): Promise<Uint8Array> {
  const nonce = newNonce(options.randomBytes);
  const answer = await post(options, encodeRequest(options.digest, nonce));
  checkAnswer(options, answer, nonce);
  return answer;
}

function checkAnswer({ url, digest }: RequestTimestampOptions, answer: Uint8Array, nonce: Uint8Array): void {
  const bad = (what: string, cause?: unknown): VaultMeshError =>
    new VaultMeshError(
      'verification-failed',
      `The answer of the time-stamping authority ${publicAddress(url)} ${what}.`,
      {
        cause,
      },
    );
  let token: ReturnType<typeof parseTimestampResponse>;
  try {
    token = parseTimestampResponse(answer);
  } catch (cause) {
    throw bad('is not an RFC 3161 response', cause);
  }
  if ('refused' in token) {
    throw new VaultMeshError(
      'policy',
      `The time-stamping authority ${publicAddress(url)} refused: ${token.refused}.`,
    );
  }
  const { messageImprint } = token.info;
  if (
    messageImprint.hashAlgorithm.algorithmId !== OID.sha256 ||
    !equalBytes(messageImprint.hashedMessage.valueBlock.valueHexView, digest)
  ) {
    throw bad(`is not for the digest ${toHex(digest)}`);
  }
  if (!token.info.nonce || !equalBytes(token.info.nonce.valueBlock.valueHexView, nonce)) {
    throw bad('does not carry the nonce of the request; it may be a replay');
  }
}

/** 64 bits; the first byte is neither zero nor above 0x7f, so that the DER INTEGER is these bytes. */
function newNonce(randomBytes: (size: number) => Uint8Array): Uint8Array {
  const [first = 0, ...rest] = randomBytes(8);
  return Uint8Array.from([(first & 0x7f) | 0x40, ...rest]);
}

function encodeRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(digest) }),
    }),
    nonce: new Integer({ valueHex: new Uint8Array(nonce) }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

async function post(options: RequestTimestampOptions, body: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { url } = options;
  const authority = `time-stamping authority ${publicAddress(url)}`;
  let response: Response;
  let answer: Uint8Array;
  try {
    response = await options.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body,
      // A client that follows would ask with GET, and say what is answered there.
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    answer = await readLimited(response, MAX_RESPONSE_BYTES, `the ${authority}`);
  } catch (cause) {
    if (cause instanceof VaultMeshError) throw cause;
    throw new VaultMeshError('network', `The ${authority} gave no answer (${fetchFailure(cause)}).`, {
      cause,
    });
  }
  if (response.ok) return answer;
  throw new VaultMeshError(
    errorCodeOfStatus(response.status),
    `The ${authority} answered with status ${response.status}.`,
  );
}
