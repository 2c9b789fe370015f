import type { MissingEvidence } from '../evidence/missing-evidence.ts';

/** RFC 3161 authorities, and what it takes to ask them. */
export interface TimestampService {
  /** Their addresses, or why none is asked. */
  readonly authorities: readonly string[] | MissingEvidence;
  readonly fetch: typeof fetch;
  readonly randomBytes: (size: number) => Uint8Array;
  /** For each request; 20 s by default. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;

const NONE_CONFIGURED: MissingEvidence = {
  layer: 'rfc3161',
  reason: 'not-configured',
  detail: 'No time-stamping authority is configured.',
};

/** The authorities to ask, or why there is none. */
export const authoritiesOf = ({ authorities }: TimestampService): readonly string[] | MissingEvidence =>
  'reason' in authorities || authorities.length > 0 ? authorities : NONE_CONFIGURED;

/** The answer (DER) of the authority `url` to a request for a token over `digest` (SHA-256). Throws as `requestTimestamp` does. */
export async function askAuthority(
  { fetch, randomBytes, timeoutMs = TIMEOUT_MS }: TimestampService,
  url: string,
  digest: Uint8Array,
): Promise<Uint8Array> {
  const { requestTimestamp } = await import('../evidence/rfc3161/index.ts');
  return requestTimestamp({ url, digest, fetch, timeoutMs, randomBytes });
}
