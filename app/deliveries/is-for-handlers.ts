import { VaultMeshError } from '../../core/common/error.ts';
import { type Delivery, nameOf } from './delivery.ts';
import { KNOWN_PAYLOADS } from './known-payloads.ts';

type Told = Pick<Delivery, 'event' | 'payload'>;

/**
 * Whether a handler answers a delivery. None does where its event has none, and where it comes of no installation: it was sent by
 * a webhook that somebody set up for the repository alone.
 */
export const hasHandler = (told: Told): boolean =>
  KNOWN_PAYLOADS.has(nameOf(told)) && 'installation' in told.payload;

/**
 * The same, and that all is there that the handler reads. Throws `usage` where something is missing or is not as GitHub documents it:
 * then nothing is done with any of it.
 */
export function isForHandlers(told: Told): boolean {
  if (!hasHandler(told)) return false;
  const problem = KNOWN_PAYLOADS.get(nameOf(told))?.(told.payload);
  if (problem === undefined) return true;
  throw new VaultMeshError(
    'usage',
    `The payload of ${nameOf(told)} is not as GitHub documents it: ${problem}. Look at the delivery in the settings of the app, under Advanced.`,
  );
}
