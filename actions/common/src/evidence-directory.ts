import { join } from 'node:path';

import { sha256Hex } from '../../../core/common/bytes.ts';

/**
 * The folder in which the steps of one record hand their evidence on. It hangs on the operation alone, so that
 * `sign`, `timestamp` and `append` find the same one without being told.
 */
export function evidenceDirectory(temporary: string, operation: string): string {
  return join(temporary, `vaultmesh-${sha256Hex(operation).slice(0, 16)}`);
}
