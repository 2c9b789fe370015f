import { resolve } from 'node:path';

import { utf8 } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import {
  decisionOperation,
  decisionVersion,
  recordOfDecision,
} from '../../core/remembrancer/decisions/index.ts';
import type { Link } from '../../core/remembrancer/receipt/index.ts';
import { readDecisionFile } from '../adr/read-decision-file.ts';
import { quoted } from '../quoted.ts';
import type { RepositoryAddress } from '../repository.ts';
import type { Terminal } from '../terminal.ts';
import { decisionPlace } from './decision-place.ts';
import { holdAgainstCommit } from './hold-against-commit.ts';
import type { RecordOptions } from './record-options.ts';

/** A record with what its file says of it. */
export interface CompletedOptions {
  readonly options: RecordOptions;
  /** As the file writes them, with its status. */
  readonly links: readonly Link[];
}

/**
 * The options of a decision, with what its file and its commit say in place of those not given. Throws `usage` for none and
 * for several files, `policy` for one that is no decision or that nobody has decided upon yet, and what `holdAgainstCommit` does.
 */
export async function decisionOptions(
  terminal: Terminal,
  [file, ...others]: readonly string[],
  options: RecordOptions,
  address: RepositoryAddress,
): Promise<CompletedOptions> {
  if (file === undefined) {
    throw new VaultMeshError('usage', 'There is nothing to record as a decision; name its file.');
  }
  if (others.length > 0) {
    throw new VaultMeshError(
      'usage',
      `A record is of one decision, and ${others.length + 1} files are named. Record each with a command of its own: vaultmesh record decision ${quoted(file)} …`,
    );
  }
  const { commit } = options;
  const text = await readDecisionFile(resolve(terminal.directory, file), file);
  const decision = recordOfDecision(file, text);
  if (decision === undefined) {
    throw new VaultMeshError(
      'policy',
      `${file} is no decision: it says no status that is known. "vaultmesh adr lint" shows what is wrong.`,
    );
  }
  const { slug, status, context, links } = decision;
  if (status === 'draft' || status === 'proposed') {
    throw new VaultMeshError(
      'policy',
      `${file} says that it is ${status}. Accept it first, and commit it: vaultmesh adr accept ${slug}`,
    );
  }
  const ofCommit = commit === undefined ? {} : await fromCommit(terminal, file, text, address, commit);
  return {
    options: { component: slug, ...ofCommit, ...context, ...options },
    links: [{ rel: 'status', target: status }, ...links],
  };
}

async function fromCommit(
  terminal: Terminal,
  file: string,
  text: string,
  address: RepositoryAddress,
  commit: string,
): Promise<Required<Pick<RecordOptions, 'version' | 'operation'>>> {
  const place = await decisionPlace(terminal, file);
  await holdAgainstCommit(terminal, { ...place, file, content: utf8(text) }, address, commit);
  return { version: decisionVersion(commit), operation: decisionOperation(place.path, commit) };
}
