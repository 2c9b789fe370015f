import { VaultMeshError } from '../common/error.ts';

/** Names that other names must not look like: those that people trust here, and Kubernetes' own. */
const GUARDED: readonly string[] = [
  ...['vaultmesh', 'platform', 'ledger', 'record', 'witness', 'remembrancer', 'aurora', 'spawn', 'github'],
  ...['admin', 'security', 'settings', 'kubernetes', 'default', 'kube-system', 'kube-public', 'localhost'],
];

/** Devices of Windows, which Go has no path of a module with either. */
const DEVICES: readonly string[] = [
  ...['con', 'prn', 'aux', 'nul', ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => [`com${n}`, `lpt${n}`])],
];

/** Names that are something else to YAML, to Go, to Windows, in our own manifests or to our commands. */
const RESERVED: readonly string[] = [
  ...[
    'null',
    'true',
    'false',
    'yes',
    'off',
    'nan',
    'inf',
    'none',
    'undefined',
    'prometheus',
    'grafana',
    'rabbitmq',
    'nats',
    'vendor',
    'verify',
  ],
  ...DEVICES,
];

/**
 * Refuses names that would be mistaken for something else. The shape of a name is the schema's business; this is
 * about its meaning.
 *
 * Throws `policy` for a reserved name, one that looks like a guarded one, punycode, versions and doubled hyphens.
 */
export function checkName(name: string): void {
  if (name.startsWith('xn--')) {
    throw refusal(name, 'is punycode, which shows as other letters', 'Write it in plain letters');
  }
  if (name.includes('--')) {
    throw refusal(name, 'has two hyphens in a row, which read as one', 'Use single hyphens');
  }
  if (/^v\d+$/.test(name)) {
    throw refusal(name, 'reads as a version', 'Use a word');
  }
  if (RESERVED.includes(name) || GUARDED.includes(name)) {
    throw refusal(name, 'is reserved', 'Choose another name');
  }
  const twin = GUARDED.find((guarded) => skeleton(guarded) === skeleton(name));
  if (twin !== undefined) {
    throw refusal(
      name,
      `looks like the reserved name "${twin}"`,
      'Choose one that cannot be mistaken for it',
    );
  }
}

/** Refuses an owner that no path of a Go module can have. Throws `policy`. */
export function checkOwner(owner: string): void {
  const name = owner.toLowerCase();
  if (name !== 'vendor' && !DEVICES.includes(name)) return;
  throw new VaultMeshError(
    'policy',
    `The owner "${owner}" can be in no path of a Go module. Choose another account.`,
  );
}

/** What is left of a name when characters that look alike are made one: of `p1atf0rm` the same as of `platform`. */
function skeleton(name: string): string {
  return name
    .replaceAll('-', '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('0', 'o')
    .replaceAll('3', 'e')
    .replaceAll('4', 'a')
    .replaceAll('5', 's')
    .replaceAll('7', 't')
    .replaceAll('8', 'b')
    .replace(/[1i]/g, 'l');
}

function refusal(name: string, reason: string, remedy: string): VaultMeshError {
  return new VaultMeshError('policy', `The name "${name}" ${reason}. ${remedy}.`);
}
