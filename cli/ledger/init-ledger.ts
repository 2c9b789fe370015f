import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';

import { asVaultMeshError, type ErrorCode, VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  FILES,
  generateLogKey,
  initLedger as beginLedger,
  type LedgerStore,
  parseSignerKey,
  type NoteSigner,
} from '../../core/remembrancer/ledger/index.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { repositoryAddress, type RepositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { withGitStore } from '../with-git-store.ts';
import { writeOutput } from '../write-output.ts';
import { initInEnvironment } from './init-in-environment.ts';
import { keepFromRewrites, type Protection } from './keep-from-rewrites.ts';
import { refuseUsedKey } from './refuse-used-key.ts';
import { whereToKeep } from './where-to-keep.ts';

export interface InitOptions {
  readonly json?: true;
  readonly branch: string;
  readonly name?: string;
  readonly witness: readonly string[];
  readonly logKey?: string;
  readonly environmentSecret?: true;
  /** Commander's negation: true unless --no-ruleset is given. */
  readonly ruleset: boolean;
}

/**
 * Makes the ledger branch. Its key goes into the environment's secret by GitHub's API, or is read from a file, which is
 * made when there is none yet; it goes there and nowhere else. What an earlier call has made stays.
 */
export async function initLedger(
  terminal: Terminal,
  repository: string,
  options: InitOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  if (options.environmentSecret === true) return initInEnvironment(terminal, address, options);
  const hint = whereToKeep(terminal, address);
  const path = options.logKey === undefined ? undefined : resolve(terminal.directory, options.logKey);
  const isNew = path !== undefined && !existsSync(path);
  if (isNew) await writeNewKey(terminal, options, originOf(repository, options.name ?? address.origin));
  let begun: { signer: NoteSigner; commit: string | undefined };
  try {
    const signer = await readKey(terminal, options, address);
    const commit = await withGitStore(terminal, address, options.branch, async (store) => {
      if (await isThere(store, signer)) return undefined;
      if (!isNew) await refuseUsedKey(terminal, address, options.branch, signer);
      return beginLedger(store, signer, { witnesses: options.witness });
    });
    begun = { signer, commit };
  } catch (error) {
    // A key without its ledger is of no use; but nothing else can continue a ledger that may have been begun with it.
    if (isNew && REFUSALS.includes(asVaultMeshError(error).code)) await rm(path, { force: true });
    throw error;
  }
  const protection = await keepFromRewrites(terminal, address, options);
  const newKey = isNew ? { path: options.logKey ?? '', hint } : undefined;
  return report(begun.signer, begun.commit, newKey, protection);
}

/** After these nothing was written; after others, such as a push whose answer was lost, nobody knows. */
const REFUSALS: readonly ErrorCode[] = [
  'usage',
  'policy',
  'conflict',
  'not-found',
  'not-permitted',
  'verification-failed',
];

async function writeNewKey(terminal: Terminal, { logKey = '' }: InitOptions, origin: string): Promise<void> {
  const output = { path: logKey, option: '--log-key', isSecret: true } as const;
  await writeOutput(terminal, output, `${generateLogKey(origin).signerKey}\n`);
}

/** Whether the branch has the ledger of this very key. */
async function isThere(store: LedgerStore, signer: NoteSigner): Promise<boolean> {
  const { files } = await store.read([FILES.verifierKey]);
  const vkey = files.get(FILES.verifierKey);
  return vkey !== undefined && Buffer.from(vkey).toString().trim() === signer.verifierKey;
}

const HOW_TO_GET_A_KEY = '--log-key FILE, which is made when it does not exist, or --environment-secret,';

async function readKey(
  terminal: Terminal,
  { logKey, name }: InitOptions,
  { origin }: RepositoryAddress,
): Promise<NoteSigner> {
  const option = logKey === undefined ? HOW_TO_GET_A_KEY : LOG_KEY.source.option;
  const signer = parseSignerKey(await requiredSecret(terminal, { ...LOG_KEY.source, option, file: logKey }));
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

function report(
  { name, verifierKey }: NoteSigner,
  commit: string | undefined,
  newKey: { readonly path: string; readonly hint: string } | undefined,
  { ruleset, line }: Protection,
): CommandReport {
  const lines = [
    `verifier key  ${verifierKey}`,
    commit === undefined ? 'branch        was there' : `first commit  ${commit}`,
    ...(line === undefined ? [] : [line]),
  ];
  if (commit !== undefined && newKey === undefined) {
    lines.push('log key       was there before: a key signs one log only, so use it for no other');
  }
  if (newKey !== undefined) lines.push(`log key       ${newKey.path}: ${newKey.hint}`);
  const result = {
    origin: name,
    verifierKey,
    ...(commit !== undefined && { commit }),
    ...(newKey !== undefined && { logKey: newKey.path }),
    ...(ruleset !== undefined && { ruleset }),
  };
  const isDone = commit !== undefined || ruleset === 'made';
  return isDone
    ? { outcome: succeeded(`The ledger ${name} is there, and empty.`, result), lines }
    : { outcome: succeeded(`The ledger ${name} was there.`, result, 'already-done'), lines };
}
