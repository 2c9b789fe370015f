import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import {
  type CosignatureSigner,
  generateWitnessKey,
  parseWitnessKey,
} from '../../core/remembrancer/ledger/index.ts';
import { requiredSecret, type SecretSource } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

export interface WitnessKeyOptions {
  readonly witnessKey?: string;
  readonly name?: string;
}

const SOURCE = {
  what: 'witness key',
  option: '--witness-key FILE',
  variable: 'VAULTMESH_WITNESS_KEY',
} as const satisfies Omit<SecretSource, 'file'>;

/** The witness's key; a new one, with the name that was given, where the file does not exist. */
export async function witnessKeyOf(
  terminal: Terminal,
  { witnessKey, name }: WitnessKeyOptions,
): Promise<CosignatureSigner> {
  if (witnessKey !== undefined && !existsSync(resolve(terminal.directory, witnessKey))) {
    if (name === undefined) {
      throw new VaultMeshError(
        'usage',
        `There is no key ${witnessKey}; give --name, such as witness.example, to make one.`,
      );
    }
    const { signerKey } = generateWitnessKey(name);
    const output = { path: witnessKey, option: '--witness-key', isSecret: true } as const;
    await writeOutput(terminal, output, `${signerKey}\n`);
  }
  const signer = parseWitnessKey(await requiredSecret(terminal, { ...SOURCE, file: witnessKey }));
  if (name !== undefined && signer.name !== name) {
    throw new VaultMeshError('conflict', `The witness key is that of ${signer.name} and not of ${name}.`);
  }
  return signer;
}
