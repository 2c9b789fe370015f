import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { asVaultMeshError, VaultMeshError } from '../../core/common/error.ts';
import {
  folderSource,
  gitSource,
  httpSource,
  type LedgerSource,
} from '../../core/remembrancer/ledger/fsck/index.ts';
import { FILES } from '../../core/remembrancer/ledger/index.ts';
import { commitId } from '../commit-id.ts';
import type { LedgerBranch } from '../held-checkpoint.ts';
import { repositoryAddress } from '../repository.ts';
import type { Terminal } from '../terminal.ts';

export interface FsckSourceOptions {
  /** `ledger` by default. */
  readonly branch?: string;
  readonly commit?: string;
  readonly raw?: true;
}

/** What is checked, and the branch that it is the head of, where it is one. */
export interface FsckSource {
  readonly source: LedgerSource;
  readonly place?: LedgerBranch;
}

/** Opens what `text` names: raw files, a folder with the files themselves, or a repository. */
export async function fsckSource(
  terminal: Terminal,
  text: string,
  { raw, branch, commit }: FsckSourceOptions,
  git: { readonly workDir: string; readonly signal: AbortSignal },
): Promise<FsckSource> {
  if (raw) return { source: await rawSource(text) };
  const id = commit === undefined ? undefined : commitId(commit);
  const { url } = repositoryAddress(text, terminal);
  const folder = resolve(terminal.directory, text);
  // A folder with the files themselves, such as a work tree of the branch; any other is a repository.
  if (existsSync(join(folder, FILES.checkpoint))) {
    const option = id !== undefined ? '--commit' : branch !== undefined ? '--branch' : undefined;
    if (option === undefined) return { source: folderSource(folder) };
    if (!existsSync(join(folder, '.git'))) throw isNoRepository(text, option);
  }
  const place = { url, branch: branch ?? 'ledger' };
  try {
    const options = { ...place, ...git, env: terminal.environment };
    if (id !== undefined) return { source: await gitSource({ ...options, commit: id }) };
    return { source: await gitSource(options), place };
  } catch (error) {
    throw isRawAddress(text) ? withHint(error) : error;
  }
}

/** Throws `not-found` for an address that has neither a checkpoint nor a key: it is no damaged ledger, but none. */
async function rawSource(address: string): Promise<LedgerSource> {
  const source = httpSource(address, fetch);
  const found = await source.read([FILES.checkpoint, FILES.verifierKey]);
  if (found.size > 0) return source;
  throw new VaultMeshError(
    'not-found',
    `There is no ledger at ${source.name}: it has neither "checkpoint" nor "vkey". Check owner, repository and branch or commit in the address.`,
  );
}

/** Whether an address looks like one of raw files, of which git knows nothing. */
const isRawAddress = (text: string): boolean => /^https?:\/\/.*(?<![a-z0-9])raw(?![a-z0-9-])/iu.test(text);

function withHint(cause: unknown): VaultMeshError {
  const { code, message } = asVaultMeshError(cause);
  return new VaultMeshError(code, `${message} If this is the address of raw files, add --raw.`, { cause });
}

const isNoRepository = (folder: string, option: string): VaultMeshError =>
  new VaultMeshError(
    'usage',
    `The folder ${folder} has the files of a ledger and is no git repository, so ${option} means nothing there; leave it out.`,
  );
