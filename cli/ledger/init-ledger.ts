import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { asVaultMeshError, type ErrorCode, VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  generateLogKey,
  initLedger as beginLedger,
  parseSignerKey,
  type NoteSigner,
} from '../../core/remembrancer/ledger/index.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { repositoryAddress, type RepositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';

export interface InitOptions {
  readonly json?: true;
  readonly branch: string;
  readonly name?: string;
  readonly witness: readonly string[];
  readonly logKey?: string;
}

/** Makes the ledger branch; with a path to no file yet, also a log key, which goes there and nowhere else. */
export async function initLedger(
  terminal: Terminal,
  repository: string,
  options: InitOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  const path = options.logKey === undefined ? undefined : resolve(terminal.directory, options.logKey);
  const isNew = path !== undefined && !existsSync(path);
  if (isNew) await writeNewKey(path, originOf(repository, options.name ?? address.origin));
  try {
    const signer = await readKey(terminal, options, address);
    const commit = await withGitStore(terminal, address, options.branch, (store) =>
      beginLedger(store, signer, { witnesses: options.witness }),
    );
    return report(signer, commit, isNew ? options.logKey : undefined);
  } catch (error) {
    // A key without its ledger is of no use; but nothing else can continue a ledger that may have been begun with it.
    if (isNew && REFUSALS.includes(asVaultMeshError(error).code)) await rm(path, { force: true });
    throw error;
  }
}

/** After these nothing was written; after others, such as a push whose answer was lost, nobody knows. */
const REFUSALS: readonly ErrorCode[] = ['usage', 'policy', 'conflict', 'not-permitted'];

async function writeNewKey(path: string, origin: string): Promise<void> {
  await writeFile(path, `${generateLogKey(origin).signerKey}\n`, { mode: 0o600, flag: 'wx' });
}

async function readKey(
  terminal: Terminal,
  { logKey, name }: InitOptions,
  { origin }: RepositoryAddress,
): Promise<NoteSigner> {
  const signer = parseSignerKey(await requiredSecret(terminal, { ...LOG_KEY.source, file: logKey }));
  const expected = name ?? origin;
  if (expected !== undefined && signer.name !== expected) {
    throw new VaultMeshError(
      'conflict',
      `The log key is for ${signer.name} and the ledger is to be ${expected}; give another key, or --name.`,
    );
  }
  return signer;
}

function originOf(repository: string, origin: string | undefined): string {
  if (origin !== undefined) return origin;
  throw new VaultMeshError(
    'usage',
    `The folder ${repository} does not tell the name of its log; give --name, such as github.com/acme/my-service.`,
  );
}

function report(signer: NoteSigner, commit: string, newKey: string | undefined): CommandReport {
  const { name, verifierKey } = signer;
  const lines = [`verifier key  ${verifierKey}`, `first commit  ${commit}`];
  if (newKey !== undefined) {
    lines.push(
      `log key       ${newKey}: store it as the secret VAULTMESH_LOG_KEY of the environment "ledger"`,
    );
  }
  const result = { origin: name, verifierKey, commit, ...(newKey !== undefined && { logKey: newKey }) };
  return { outcome: succeeded(`The ledger ${name} is there, and empty.`, result), lines };
}
