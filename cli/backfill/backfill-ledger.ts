import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { parseMoment } from '../../core/common/parse-moment.ts';
import { artifactsOfFiles } from '../../core/remembrancer/evidence/index.ts';
import { parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import {
  backfill,
  type Backfill,
  lackOf,
  outcomeOfBackfill,
  parseLimit,
} from '../../core/remembrancer/release/index.ts';
import { columns } from '../columns.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { openPgpKeyOf, type OpenPgpOptions } from '../openpgp-options.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { optionalSecret, requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { authoritiesOf } from '../timestamp-options.ts';
import { withGitStore } from '../with-git-store.ts';

export interface BackfillOptions extends OpenPgpOptions {
  readonly json?: true;
  readonly branch: string;
  readonly logKey?: string;
  readonly tsa?: readonly string[];
  readonly file: readonly string[];
  readonly limit: string;
  readonly renewBefore?: string;
  readonly dryRun?: true;
}

/** Gets what records of a ledger were made without because a service was down, and appends it. */
export async function backfillLedger(
  terminal: Terminal,
  repository: string,
  options: BackfillOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(repository, terminal);
  const { file, limit, renewBefore, dryRun = false } = options;
  const source = { ...LOG_KEY.source, file: options.logKey };
  const key = await (dryRun ? optionalSecret : requiredSecret)(terminal, source);
  const openpgp = await openPgpKeyOf(terminal, options);
  if (file.length > 0 && openpgp === undefined) throw noKeyForFiles();
  const paths = file.map((path) => resolve(terminal.directory, path));
  const artifacts = paths.length > 0 ? await artifactsOfFiles(paths) : [];
  const signed = new Set<string>();
  const run = await withGitStore(terminal, address, options.branch, (store) =>
    backfill({
      store,
      ...(key !== undefined && { signer: parseSignerKey(key) }),
      authorities: authoritiesOf(terminal, options.tsa),
      ...(openpgp && { openpgp }),
      contentOf: (_, { sha256 }) => {
        signed.add(sha256);
        return Promise.resolve(artifacts.find(({ subject }) => subject.sha256 === sha256)?.content);
      },
      limit: parseLimit(limit, '--limit'),
      ...(renewBefore !== undefined && { renewBefore: parseMoment(renewBefore, '--renew-before') }),
      dryRun,
      clock: terminal.clock,
      random: Math.random,
      randomBytes,
      fetch,
      onProgress: (done, total) => {
        terminal.tell(`${done} of ${total} records`);
      },
    }),
  );
  const unsigned = dryRun ? [] : file.filter((_, i) => !signed.has(artifacts[i]?.subject.sha256 ?? ''));
  return { outcome: outcomeOfBackfill(run), lines: [...linesOf(run), ...unsigned.map(notSigned)] };
}

const noKeyForFiles = (): VaultMeshError =>
  new VaultMeshError(
    'usage',
    'There is no OpenPGP key to sign the files of --file with: give --openpgp-key FILE or set VAULTMESH_OPENPGP_KEY.',
  );

const notSigned = (path: string): string =>
  `${path} was not signed: no record that this run took up owes a signature over it. "vaultmesh ledger add-evidence" appends one that you made.`;

function linesOf({ supplied, open }: Backfill): string[] {
  return columns([
    ...supplied.map(({ operation, index, evidence }) => [
      operation,
      `got ${evidence.join(', ')} as entry ${index}`,
    ]),
    ...open.map((record) => [record.operation, lackOf(record)]),
  ]);
}
