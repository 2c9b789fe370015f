import { VaultMeshError } from '../../common/error.ts';

/** The `usage` error about an overlay: `reason` names the file and the remedy. */
export function overlayRefusal(reason: string): VaultMeshError {
  return new VaultMeshError('usage', `The organisation's overlay cannot be used: ${reason}`);
}
