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

/** The authorities to ask: those of the option, else of the environment, else public ones. */
export function authoritiesOf(terminal: Terminal, tsa: readonly string[] | undefined): readonly string[] {
  if (tsa !== undefined) return tsa;
  const listed = terminal.environment['VAULTMESH_TSA']?.split(/\s+/).filter((url) => url !== '') ?? [];
  return listed.length > 0 ? listed : PUBLIC_AUTHORITIES;
}
