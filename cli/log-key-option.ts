import type { SecretSource } from './secret.ts';

/** The option by which every command that writes a ledger takes the log's signer key. */
export const LOG_KEY = {
  flags: '--log-key <file>',
  description: "file with the log's signer key (or VAULTMESH_LOG_KEY)",
  source: { what: 'log key', option: '--log-key FILE', variable: 'VAULTMESH_LOG_KEY' },
} as const satisfies { flags: string; description: string; source: Omit<SecretSource, 'file'> };
