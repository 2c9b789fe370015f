import { VaultMeshError } from '../../core/common/error.ts';
import { KNOWN_PAYLOADS } from './known-payloads.ts';

/**
 * Whether a handler answers a delivery. None does where its event has none, and where it comes of no installation: it was sent by
 * a webhook that somebody set up for the repository alone.
 *
 * Throws `usage` where something is missing or is not as GitHub documents it: then nothing is done with any of it.
 */
export function isForHandlers(event: string, payload: object): boolean {
  const action = 'action' in payload && typeof payload.action === 'string' ? payload.action : undefined;
  const name = action === undefined ? event : `${event}.${action}`;
  const problemOf = KNOWN_PAYLOADS.get(name);
  if (problemOf === undefined || !('installation' in payload)) return false;
  const problem = problemOf(payload);
  if (problem === undefined) return true;
  throw new VaultMeshError(
    'usage',
    `The payload of ${name} is not as GitHub documents it: ${problem}. Look at the delivery in the settings of the app, under Advanced.`,
  );
}
