import type { PublicKey } from 'openpgp';

import { formatTime } from '../../../common/clock.ts';

/**
 * How a key has ended at the moment `at`, as the end of a sentence that begins with it: expired, revoked, or without a
 * part that can sign; `undefined` when it can sign then.
 */
export async function keyEnd(key: PublicKey, at: Date): Promise<string | undefined> {
  if (await key.isRevoked(undefined, undefined, at)) return 'is revoked';
  const end = await key.getExpirationTime().catch(() => null);
  if (end instanceof Date && end <= at) return `expired at ${formatTime(end)}`;
  const canSign = await key.getSigningKey(undefined, at).then(
    () => true,
    () => false,
  );
  return canSign ? undefined : `has no part that could sign at ${formatTime(at)}`;
}
