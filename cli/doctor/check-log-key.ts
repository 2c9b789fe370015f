import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { asVaultMeshError } from '../../core/common/error.ts';
import { requiredSecret, type SecretSource } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import type { Finding } from './finding.ts';

/** Whether the log key is one, and is not readable by others. Having none is fine: most people only verify. */
export async function checkLogKey(terminal: Terminal, source: SecretSource): Promise<Finding> {
  const check = 'log key';
  if (source.file === undefined && !terminal.environment[source.variable]) {
    return {
      check,
      status: 'advice',
      detail: `There is no log key here; ${source.option} and ${source.variable} are not set.`,
      remedy: 'Make one with "vaultmesh ledger init" when this machine is to write a ledger.',
    };
  }
  try {
    const { parseSignerKey } = await import('../../core/remembrancer/ledger/index.ts');
    const { name } = parseSignerKey(await requiredSecret(terminal, source));
    if (source.file !== undefined && (await readableByOthers(resolve(terminal.directory, source.file)))) {
      return {
        check,
        status: 'problem',
        detail: `The key of the log ${name} in ${source.file} can be read by other users of this machine.`,
        remedy: `chmod 600 ${source.file}`,
        code: 'policy',
      };
    }
    return { check, status: 'ok', detail: `It signs for the log ${name}.` };
  } catch (cause) {
    const error = asVaultMeshError(cause);
    return {
      check,
      status: 'problem',
      detail: error.message,
      remedy: 'Restore the key from where it was kept; a lost key needs a new log.',
      code: error.code,
    };
  }
}

async function readableByOthers(path: string): Promise<boolean> {
  // Windows has no such bits; its answer says nothing about who may read.
  return process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0;
}
