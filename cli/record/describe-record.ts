import { randomBytes } from 'node:crypto';

import { VaultMeshError } from '../../core/common/error.ts';
import { type NoteSigner, repositoryOfLog } from '../../core/remembrancer/ledger/index.ts';
import { type Person, sealPeople } from '../../core/remembrancer/receipt/index.ts';
import type { RecordDescription } from '../../core/remembrancer/release/index.ts';
import type { RepositoryAddress } from '../repository.ts';
import type { RecordOptions } from './record-options.ts';

/** What the options say of a record, and where it is from, as far as it is known. Throws `usage`. */
export function describeRecord(
  options: RecordOptions,
  address: RepositoryAddress,
  signer: NoteSigner,
): RecordDescription {
  const { kind, component, version, what, why, how, value, person } = options;
  const context = Object.fromEntries(
    Object.entries({ what, why, how, value }).filter(([, text]) => text !== undefined),
  );
  const source = sourceOf(address, signer, options.commit);
  const links = linksOf(options);
  return {
    id: options.operation ?? defaultOperation(options),
    kind,
    component,
    version,
    ...(Object.keys(source).length > 0 && { source }),
    ...(Object.keys(context).length > 0 && { context }),
    ...(links.length > 0 && { links }),
    ...(person.length > 0 && { people: sealPeople(person.map(personOf), randomBytes(16)) }),
  };
}

/** A folder does not tell where its repository is published. */
function sourceOf(
  { url, origin }: RepositoryAddress,
  { name }: NoteSigner,
  commit: string | undefined,
): NonNullable<RecordDescription['source']> {
  return {
    // A log is named after its repository, so every address of it gives the same receipt.
    ...(origin !== undefined && {
      repository: `${url.startsWith('http://') ? 'http' : 'https'}://${repositoryOfLog(name)}`,
    }),
    ...(commit !== undefined && { commit }),
  };
}

function linksOf(options: RecordOptions): NonNullable<RecordDescription['links']> {
  const { environment, decidedBy, decides, affects, supersedes } = options;
  const targets = {
    environment: environment === undefined ? [] : [environment],
    'decided-by': decidedBy,
    decides,
    affects,
    supersedes,
  };
  return Object.entries(targets).flatMap(([rel, names = []]) => names.map((target) => ({ rel, target })));
}

function personOf(text: string): Person {
  const [, role, login] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
  if (role !== undefined && login !== undefined) return { role, login };
  throw new VaultMeshError('usage', `"${text}" names nobody; --person takes ROLE=LOGIN, such as author=ada.`);
}

function defaultOperation({ kind, component, version, environment }: RecordOptions): string {
  if (kind === 'release') return `release:${version.startsWith('v') ? version : `v${version}`}`;
  if (kind === 'deployment') {
    const parts = environment === undefined ? [component, version] : [component, version, environment];
    return ['deployment', ...parts.map(encodeURIComponent)].join(':');
  }
  throw new VaultMeshError(
    'usage',
    `For the kind ${kind} give --operation, an id that a second run repeats.`,
  );
}
