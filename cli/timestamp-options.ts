import { type ErrorCode, VaultMeshError } from '../core/common/error.ts';
import type { MissingEvidence } from '../core/remembrancer/evidence/index.ts';
import type { Terminal } from './terminal.ts';

/** Options of every command that gets timestamps, as commander takes them. */
export const TSA_OPTION = [
  '--tsa <url...>',
  'RFC 3161 time-stamp authorities (or VAULTMESH_TSA, separated by blanks); by default DigiCert and FreeTSA',
] as const;

export const ON_MISSING_OPTION = [
  '--on-missing <policy>',
  'defer goes on without a service that is down and says so; fail stops before anything is written',
] as const;

const PUBLIC_AUTHORITIES = ['http://timestamp.digicert.com', 'https://freetsa.org/tsr'];

/** The authorities to ask: those of the option, else of the environment, else public ones. Throws `usage` for what is no address. */
export function authoritiesOf(terminal: Terminal, tsa: readonly string[] | undefined): readonly string[] {
  if (tsa !== undefined) return tsa.map((url) => checkedAddress(url, '--tsa'));
  const listed = terminal.environment['VAULTMESH_TSA']?.split(/\s+/).filter((url) => url !== '') ?? [];
  return listed.length > 0 ? listed.map((url) => checkedAddress(url, 'VAULTMESH_TSA')) : PUBLIC_AUTHORITIES;
}

function checkedAddress(url: string, from: string): string {
  if (URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol)) return url;
  throw new VaultMeshError(
    'usage',
    `"${url}" in ${from} is no address of a time-stamp authority; give one that begins with https:// or http://.`,
  );
}

/** The error of a command to which no authority gave what was asked for; `said` tells what came of each. */
export function noTimestamp(reason: MissingEvidence['reason'], said: string): VaultMeshError {
  const isTheirs = reason === 'unreachable' || reason === 'rejected' || reason === 'bad-answer';
  const remedy = isTheirs ? ' Try again later, or name another authority by --tsa.' : '';
  return new VaultMeshError(CODE_OF_MISSING[reason], `${said}${remedy}`);
}

/** Where nothing else was asked for, what is missing is a failure. */
const CODE_OF_MISSING = {
  'not-configured': 'usage',
  'not-permitted': 'not-permitted',
  unreachable: 'network',
  rejected: 'policy',
  'bad-answer': 'verification-failed',
} as const satisfies Record<MissingEvidence['reason'], ErrorCode>;
