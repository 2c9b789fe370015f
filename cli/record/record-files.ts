import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';

import { parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { outcomeOfRecord, record } from '../../core/remembrancer/release/index.ts';
import { afterAppend } from '../after-append.ts';
import { commitId } from '../commit-id.ts';
import { explainLogKey } from '../explain-log-key.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { openPgpKeyOf } from '../openpgp-options.ts';
import { type RepositoryAddress, repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { authoritiesOf } from '../timestamp-options.ts';
import { withGitStore } from '../with-git-store.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { writeAssets } from '../write-assets.ts';
import { openOutputFolder } from '../write-output.ts';
import { type CompletedOptions, decisionOptions } from './decision-options.ts';
import { describeRecord } from './describe-record.ts';
import { linkRecord } from './link-record.ts';
import { NO_SIGSTORE } from './no-sigstore.ts';
import { NO_TIMESTAMP } from './no-timestamp.ts';
import type { RecordOptions } from './record-options.ts';
import { recordedArtifacts } from './recorded-artifacts.ts';
import { sourceOfRecord } from './source-of-record.ts';

/** Signs, time-stamps and appends: a whole record through git, for any host. */
export async function recordFiles(
  terminal: Terminal,
  files: readonly string[],
  options: RecordOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(options.repository, terminal);
  const commit = options.commit === undefined ? undefined : commitId(options.commit);
  const completed = await completeOptions(terminal, files, options, address);
  const described = describeRecord(completed.options);
  const paths = files.map((file) => resolve(terminal.directory, file));
  const artifacts = await recordedArtifacts(paths, options);
  const subjects = artifacts.map(({ subject }) => subject);
  const signer = parseSignerKey(await requiredSecret(terminal, { ...LOG_KEY.source, file: options.logKey }));
  const authorities = options.timestamp ? authoritiesOf(terminal, options.tsa) : NO_TIMESTAMP;
  const openpgp = await openPgpKeyOf(terminal, options);
  const description = { ...described, ...sourceOfRecord(address, signer, commit) };
  await openOutputFolder(terminal, options.out);
  const { result, untold } = await explainLogKey(signer, () =>
    withGitStore(terminal, address, options.branch, (store) =>
      withTemporaryDirectory(async (directory, signal) => {
        const history = { url: address.url, workDir: directory, env: terminal.environment, signal };
        const linked = await linkRecord(description, completed.links, subjects, { store, signer, history });
        const made = await record({
          directory,
          artifacts,
          ...(openpgp && { openpgp }),
          sigstore: NO_SIGSTORE,
          authorities,
          onMissing: options.onMissing,
          store,
          signer,
          record: linked.description,
          clock: terminal.clock,
          random: Math.random,
          randomBytes,
          fetch,
        });
        return { result: made, untold: made.alreadyRecorded ? undefined : linked.untold };
      }),
    ),
  );
  const written = await afterAppend(`${description.id} is entry ${result.index}`, () =>
    writeAssets(terminal, options.out, result.assets, paths),
  );
  const outcome = outcomeOfRecord(result);
  return {
    outcome: {
      ...outcome,
      ...(untold !== undefined &&
        outcome.result && {
          result: { ...outcome.result, decisions: { status: 'unknown', reason: untold } },
        }),
    },
    lines: [
      ...result.receipt.missing.map(({ layer, detail }) => `without ${layer}: ${detail}`),
      ...(untold === undefined ? [] : [`without decisions: ${untold}`]),
      ...(result.receipt.links ?? []).map(({ rel, target }) => `${rel} ${target}`),
      ...written,
    ],
  };
}

async function completeOptions(
  terminal: Terminal,
  files: readonly string[],
  options: RecordOptions,
  address: RepositoryAddress,
): Promise<CompletedOptions> {
  return options.kind === 'decision'
    ? decisionOptions(terminal, files, options, address)
    : { options, links: [] };
}
