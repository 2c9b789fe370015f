import { randomBytes } from 'node:crypto';

import { VaultMeshError } from '../../core/common/error.ts';
import { type Person, sealPeople } from '../../core/remembrancer/receipt/index.ts';
import type { RecordDescription } from '../../core/remembrancer/release/index.ts';
import type { RecordOptions } from './record-options.ts';

/** What the options say of a record. Throws `usage`. */
export function describeRecord(options: RecordOptions): RecordDescription {
  const { kind, what, why, how, value, person } = options;
  const component = given('component', options);
  const version = given('version', options);
  const context = Object.fromEntries(
    Object.entries({ what, why, how, value }).filter(([, text]) => text !== undefined),
  );
  const links = linksOf(options);
  return {
    id: options.operation ?? defaultOperation(options, component, version),
    kind,
    component,
    version,
    ...(Object.keys(context).length > 0 && { context }),
    ...(links.length > 0 && { links }),
    ...(person.length > 0 && { people: sealPeople(person.map(personOf), randomBytes(16)) }),
  };
}

function given(name: 'component' | 'version', options: RecordOptions): string {
  const text = options[name];
  if (text !== undefined) return text;
  throw new VaultMeshError(
    'usage',
    `Give --commit, which a decision has its version and operation from, or --${name}.`,
  );
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

function defaultOperation({ kind, environment }: RecordOptions, component: string, version: string): string {
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
