import type { OpenPgpOptions } from '../openpgp-options.ts';

/** What `vaultmesh mcp` takes. */
export interface McpOptions extends OpenPgpOptions {
  readonly json?: true;
  readonly repository: string;
  readonly branch: string;
  readonly vkey?: string;
  readonly http?: string;
  readonly trust?: string;
  readonly require?: string;
  readonly folder?: string;
  readonly allowWrite?: true;
  readonly allowRemote?: true;
  readonly allowHost: readonly string[];
}
