import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { artifactsOfFiles } from '../../core/remembrancer/evidence/index.ts';
import { parseSignerKey, repositoryOfLog, type NoteSigner } from '../../core/remembrancer/ledger/index.ts';
import { sealPeople, type Person } from '../../core/remembrancer/receipt/index.ts';
import {
  outcomeOfRecord,
  record,
  type OnMissing,
  type RecordDescription,
} from '../../core/remembrancer/release/index.ts';
import { commitId } from '../commit-id.ts';
import type { LedgerOptions } from '../ledger-options.ts';
import { explainLogKey } from '../explain-log-key.ts';
import { LOG_KEY } from '../log-key-option.ts';
import { openPgpKeyOf, type OpenPgpOptions } from '../openpgp-options.ts';
import { repositoryAddress, type RepositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import { requiredSecret } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { authoritiesOf } from '../timestamp-options.ts';
import { withGitStore } from '../with-git-store.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { afterAppend } from '../after-append.ts';
import { writeAssets } from '../write-assets.ts';
import { openOutputFolder } from '../write-output.ts';
import { NO_SIGSTORE } from './no-sigstore.ts';
import { NO_TIMESTAMP } from './no-timestamp.ts';

export interface RecordOptions extends LedgerOptions, OpenPgpOptions {
  readonly kind: RecordDescription['kind'];
  readonly component: string;
  readonly version: string;
  readonly operation?: string;
  readonly commit?: string;
  readonly logKey?: string;
  readonly tsa?: readonly string[];
  /** False for `--no-timestamp`. */
  readonly timestamp: boolean;
  readonly onMissing: OnMissing;
  readonly what?: string;
  readonly why?: string;
  readonly how?: string;
  readonly value?: string;
  readonly person: readonly string[];
  readonly out: string;
}

/** Signs, time-stamps and appends: a whole record through git, for any host. */
export async function recordFiles(
  terminal: Terminal,
  files: readonly string[],
  options: RecordOptions,
): Promise<CommandReport> {
  const address = repositoryAddress(options.repository, terminal);
  const signer = parseSignerKey(await requiredSecret(terminal, { ...LOG_KEY.source, file: options.logKey }));
  const authorities = options.timestamp ? authoritiesOf(terminal, options.tsa) : NO_TIMESTAMP;
  const openpgp = await openPgpKeyOf(terminal, options);
  const commit = options.commit === undefined ? undefined : commitId(options.commit);
  const description = describe(options, sourceOf(address, signer, commit));
  await openOutputFolder(terminal, options.out);
  const paths = files.map((file) => resolve(terminal.directory, file));
  const artifacts = await artifactsOfFiles(paths);
  const result = await explainLogKey(signer, () =>
    withGitStore(terminal, address, options.branch, (store) =>
      withTemporaryDirectory((directory) =>
        record({
          directory,
          artifacts,
          ...(openpgp && { openpgp }),
          sigstore: NO_SIGSTORE,
          authorities,
          onMissing: options.onMissing,
          store,
          signer,
          record: description,
          clock: terminal.clock,
          random: Math.random,
          randomBytes,
          fetch,
        }),
      ),
    ),
  );
  const written = await afterAppend(`${description.id} is entry ${result.index}`, () =>
    writeAssets(terminal, options.out, result.assets, paths),
  );
  const lines = result.receipt.missing.map(({ layer, detail }) => `without ${layer}: ${detail}`);
  return {
    outcome: outcomeOfRecord(result),
    lines: [...lines, ...written],
  };
}

function describe(options: RecordOptions, source: RecordDescription['source']): RecordDescription {
  const { kind, component, version, what, why, how, value, person } = options;
  const context = Object.fromEntries(
    Object.entries({ what, why, how, value }).filter(([, text]) => text !== undefined),
  );
  return {
    id: options.operation ?? defaultOperation(options),
    kind,
    component,
    version,
    ...(source && { source }),
    ...(Object.keys(context).length > 0 && { context }),
    ...(person.length > 0 && { people: sealPeople(person.map(personOf), randomBytes(16)) }),
  };
}

/** Where the files come from, as far as it is known: a folder does not tell where its repository is published. */
function sourceOf(
  { url, origin }: RepositoryAddress,
  { name }: NoteSigner,
  commit: string | undefined,
): RecordDescription['source'] {
  const source = {
    // A log is named after its repository, so every address of it gives the same receipt.
    ...(origin !== undefined && {
      repository: `${url.startsWith('http://') ? 'http' : 'https'}://${repositoryOfLog(name)}`,
    }),
    ...(commit !== undefined && { commit }),
  };
  return Object.keys(source).length > 0 ? source : undefined;
}

function personOf(text: string): Person {
  const [, role, login] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
  if (role !== undefined && login !== undefined) return { role, login };
  throw new VaultMeshError('usage', `"${text}" names nobody; --person takes ROLE=LOGIN, such as author=ada.`);
}

function defaultOperation({ kind, version }: RecordOptions): string {
  if (kind === 'release') return `release:${version.startsWith('v') ? version : `v${version}`}`;
  throw new VaultMeshError(
    'usage',
    `For the kind ${kind} give --operation, an id that a second run repeats.`,
  );
}
