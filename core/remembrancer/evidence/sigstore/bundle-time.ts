import type { Bundle } from '@sigstore/bundle';
import { toSignedEntity } from '@sigstore/verify';

/**
 * The earliest moment that a bundle is dated to: by a time-stamping authority, or by Rekor where it signed the time of
 * the entry. It is worth what the bundle is, so `bundleSigner` comes first.
 */
export function bundleTime(bundle: Bundle): Date | undefined {
  const times = toSignedEntity(bundle).timestamps.flatMap((each) => {
    if (each.$case === 'timestamp-authority') return [each.timestamp.signingTime.getTime()];
    const { inclusionPromise, integratedTime } = each.tlogEntry;
    return inclusionPromise === undefined ? [] : [Number(integratedTime) * 1000];
  });
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}
