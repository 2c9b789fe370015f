import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { generateWitnessKey } from '../../core/remembrancer/ledger/index.ts';
import type { GitHubSandbox, Permissions } from '../github/index.ts';
import { freePort } from './free-port.ts';

/** What app.yml asks for. */
export interface Manifest {
  readonly default_permissions: Permissions;
  readonly default_events: readonly string[];
}

/** An app that GitHub knows, and what its process must be told. */
export interface RegisteredApp {
  readonly id: number;
  readonly slug: string;
  /** PEM */
  readonly privateKey: string;
  /** The loopback port at which GitHub expects it. */
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The C2SP verifier key of the app as a witness. */
  readonly witnessKey: string;
}

export const readManifest = async (): Promise<Manifest> =>
  parse(await readFile(new URL('../../app.yml', import.meta.url), 'utf8')) as Manifest;

/** Registers VaultMesh with the permissions and events of app.yml, or with other permissions, and fresh keys. */
export async function registerApp(
  github: GitHubSandbox,
  witnessName: string,
  permissions?: Permissions,
): Promise<RegisteredApp> {
  const slug = 'vaultmesh';
  const manifest = await readManifest();
  const port = await freePort();
  const webhookSecret = randomBytes(32).toString('hex');
  const { id, privateKey } = github.registerApp({
    slug,
    webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks`,
    webhookSecret,
    permissions: permissions ?? manifest.default_permissions,
    events: manifest.default_events,
  });
  const witness = generateWitnessKey(witnessName);
  return {
    id,
    slug,
    privateKey,
    port,
    witnessKey: witness.verifierKey,
    environment: {
      APP_ID: String(id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GHE_HOST: new URL(github.url).host,
      GHE_PROTOCOL: 'http',
      VAULTMESH_WITNESS_KEY: witness.signerKey,
      VAULTMESH_THROTTLE: 'off',
    },
  };
}
