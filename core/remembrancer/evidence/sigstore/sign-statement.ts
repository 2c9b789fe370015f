import { bundleToJSON } from '@sigstore/bundle';
import {
  DSSEBundleBuilder,
  FulcioSigner,
  InternalError,
  RekorWitness,
  TSAWitness,
  type Witness,
} from '@sigstore/sign';
import { VerificationError } from '@sigstore/verify';

import { utf8 } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { errorCodeOfStatus } from '../http-status.ts';
import { publicAddress } from '../public-address.ts';
import { checkMadeBundle } from './check-made-bundle.ts';
import type { InTotoStatement } from './provenance-statement.ts';
import { PAYLOAD_TYPE } from './statement-fault.ts';
import { withSocketLimits } from './with-socket-limits.ts';

export interface SignStatementOptions {
  readonly statement: InTotoStatement;
  /** OIDC token of the workflow run, for the audience `sigstore`. */
  readonly identityToken: string;
  readonly fulcioUrl: string;
  readonly rekorUrl: string;
  /** A Sigstore time-stamping authority; its token dates the signature inside the bundle. */
  readonly tsaUrl?: string;
  /** For each request. Rekor's client would give up after 5 s, and Rekor may need 20. */
  readonly timeoutMs: number;
}

/** More than any service sends: an entry of Rekor has the statement in it, and that names every artifact. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * Signs an in-toto statement without a key of our own: a Fulcio certificate for the workflow's identity, a DSSE
 * envelope, an entry in Rekor. Returns the text of a Sigstore bundle v0.3 (JSON). An entry that Rekor has already is
 * fetched.
 *
 * Throws `not-permitted` for an identity token that is none, `network` when a service gives no answer in time or
 * fails (5xx, 408, 429), `policy` when it refuses, `verification-failed` when its answer makes no sense. No message
 * contains the token.
 */
export async function signStatement(options: SignStatementOptions): Promise<string> {
  const { timeoutMs: timeout } = options;
  // Passing faults are tried again, and no new attempt begins after the deadline of the first.
  const retry = { retries: 2, minTimeout: 250, maxRetryTime: timeout };
  const witnesses: Witness[] = [
    new RekorWitness({
      rekorBaseURL: options.rekorUrl,
      entryType: 'intoto',
      fetchOnConflict: true,
      timeout,
      retry,
    }),
  ];
  if (options.tsaUrl !== undefined) {
    witnesses.push(new TSAWitness({ tsaBaseURL: options.tsaUrl, timeout, retry }));
  }
  const signer = new FulcioSigner({
    fulcioBaseURL: options.fulcioUrl,
    identityProvider: { getToken: () => Promise.resolve(options.identityToken) },
    timeout,
    retry,
  });
  const data = Buffer.from(utf8(JSON.stringify(options.statement)));
  try {
    const builder = new DSSEBundleBuilder({ signer, witnesses });
    const limits = { connectMs: timeout, mostBytes: MAX_ANSWER_BYTES };
    const bundle = await withSocketLimits(limits, () => builder.create({ data, type: PAYLOAD_TYPE }));
    const json = bundleToJSON(bundle);
    checkMadeBundle(json);
    return JSON.stringify(json);
  } catch (error) {
    throw describe(error, options);
  }
}

function describe(error: unknown, options: SignStatementOptions): VaultMeshError {
  if (error instanceof InternalError && error.code === 'IDENTITY_TOKEN_PARSE_ERROR') {
    // The library's message quotes the token, so the error is not kept as the cause.
    return new VaultMeshError(
      'not-permitted',
      'The identity token is not a JSON Web Token with a subject; give the job `id-token: write`.',
    );
  }
  const service = serviceOf(error, options);
  const cause: unknown = error instanceof InternalError ? error.cause : error;
  const status = statusOf(cause);
  if (status !== undefined) {
    const message = `${service} answered with status ${status}.`;
    return new VaultMeshError(errorCodeOfStatus(status), message, { cause: error });
  }
  return isNetworkFault(cause)
    ? new VaultMeshError('network', `${service} gave no answer.`, { cause: error })
    : new VaultMeshError('verification-failed', `The answer of ${service} makes no sense.`, { cause: error });
}

function serviceOf(error: unknown, { fulcioUrl, rekorUrl, tsaUrl }: SignStatementOptions): string {
  const code = error instanceof InternalError || error instanceof VerificationError ? error.code : undefined;
  switch (code) {
    case 'CA_CREATE_SIGNING_CERTIFICATE_ERROR':
      return `Fulcio (${publicAddress(fulcioUrl)})`;
    case 'TLOG_CREATE_ENTRY_ERROR':
    case 'TLOG_FETCH_ENTRY_ERROR':
    case 'TLOG_BODY_ERROR':
      return `Rekor (${publicAddress(rekorUrl)})`;
    case 'TSA_CREATE_TIMESTAMP_ERROR':
      return `The Sigstore time-stamping authority (${publicAddress(tsaUrl ?? '')})`;
    default:
      return 'A Sigstore service';
  }
}

function statusOf(cause: unknown): number | undefined {
  if (typeof cause !== 'object' || cause === null || !('statusCode' in cause)) return undefined;
  return typeof cause.statusCode === 'number' ? cause.statusCode : undefined;
}

/** How minipass-fetch, which the library sends its requests with, marks an error of connection or time. */
function isNetworkFault(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null || !('type' in cause)) return false;
  return ['system', 'request-timeout', 'body-timeout'].includes(String(cause.type));
}
