import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';

import { asVaultMeshError, type ErrorCode, VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  beginRotation,
  generateLogKey,
  type NoteSigner,
  parseSignerKey,
} from '../../core/remembrancer/ledger/index.ts';
import { explainLogKey } from '../explain-log-key.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';
import { writeOutput } from '../write-output.ts';
import { whereToKeep } from './where-to-keep.ts';

export interface RotateOptions {
  readonly json?: true;
  readonly branch: string;
  readonly logKey?: string;
  readonly newKey: string;
}

/** After these nothing was recorded, so a key that was made for it is of no use. */
const REFUSALS: readonly ErrorCode[] = [
  'usage',
  'not-found',
  'not-permitted',
  'verification-failed',
  'policy',
];

/** Begins to replace the key of a ledger; without a file for the new key yet, makes it. */
export async function rotateKey(
  terminal: Terminal,
  repository: string,
  options: RotateOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  const hint = whereToKeep(terminal, address, 'both its lines');
  const text = await requiredSecret(terminal, { ...LOG_KEY.source, file: options.logKey });
  const current = parseSignerKey(text);
  if (current.previous !== undefined) throw isRotating(current);
  const path = resolve(terminal.directory, options.newKey);
  const isNew = !existsSync(path);
  if (isNew) {
    const both = `${generateLogKey(current.name).signerKey}\n${text}\n`;
    await writeOutput(terminal, { path: options.newKey, option: '--new-key', isSecret: true }, both);
  }
  try {
    const signer = await readBoth(path, options.newKey, current);
    const { index } = await explainLogKey(current, () =>
      withGitStore(terminal, address, options.branch, (store) =>
        beginRotation(store, signer, { clock: terminal.clock, random: Math.random }),
      ),
    );
    return report(signer, index, options.newKey, hint);
  } catch (error) {
    if (isNew && REFUSALS.includes(asVaultMeshError(error).code)) await rm(path, { force: true });
    throw error;
  }
}

async function readBoth(path: string, name: string, current: NoteSigner): Promise<NoteSigner> {
  const signer = parseSignerKey(await readFile(path, 'utf8'));
  if (signer.previous?.verifierKey === current.verifierKey) return signer;
  throw new VaultMeshError(
    'conflict',
    `${name} is there and is not a new key before the present one; name a file that does not exist.`,
  );
}

function report(
  { name, verifierKey }: NoteSigner,
  index: number,
  newKey: string,
  hint: string,
): CommandReport {
  return {
    outcome: succeeded(`Both keys of ${name} sign from entry ${index} on.`, {
      origin: name,
      verifierKey,
      index,
      newKey,
    }),
    lines: [
      `new key  ${verifierKey}`,
      `log key  ${newKey}: ${hint}`,
      'Witnesses do not follow it by themselves; what to tell that of the app stands in the README, under "Let the app do it".',
      'Verifiers are shown the new key by "vaultmesh trust update". When they have it, end with "vaultmesh ledger retire".',
    ],
  };
}

const isRotating = ({ name }: NoteSigner): VaultMeshError =>
  new VaultMeshError(
    'conflict',
    `The key of ${name} is being replaced already; end that with "vaultmesh ledger retire" first.`,
  );
