import { VaultMeshError } from '../../core/common/error.ts';
import { tooLarge } from './limited-client.ts';

/** Whether a look into a ledger broke off because it has too much, and not because something is wrong with it. */
export const isTooMuch = (error: unknown): boolean =>
  (error instanceof VaultMeshError && error.code === 'conflict') || tooLarge(error);
