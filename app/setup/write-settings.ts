import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { VaultMeshError } from '../../core/common/error.ts';
import { generateWitnessKey } from '../../core/remembrancer/ledger/index.ts';
import type { NewApp } from './convert-code.ts';
import type { SetupOptions } from './setup-options.ts';

const FILES = { key: 'private-key.pem', witness: 'witness.key', settings: 'app.env' } as const;

/** Makes the folder, before anything is asked of GitHub. Throws `conflict` when settings of an app are in it already. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new VaultMeshError(
      'not-permitted',
      `${folder} cannot be written; check it or name another with --folder.`,
      {
        cause,
      },
    );
  }
  const there = Object.values(FILES).find((file) => existsSync(join(folder, file)));
  if (there === undefined) return;
  const message = `${join(folder, there)} exists, and may be of an app in use; name another folder with --folder.`;
  throw new VaultMeshError('conflict', message);
}

/** Writes keys and settings, for their owner only and never over a file. Returns the settings file and the witness's public key. */
export function writeSettings(
  { folder, witness, server }: SetupOptions,
  app: NewApp,
): { readonly settings: string; readonly verifierKey: string } {
  const { signerKey, verifierKey } = generateWitnessKey(witness);
  const path = (file: string): string => resolve(folder, file);
  const { protocol, host } = new URL(server);
  write(path(FILES.key), app.pem);
  write(path(FILES.witness), `${signerKey}\n`);
  const settings = {
    APP_ID: String(app.id),
    PRIVATE_KEY_PATH: path(FILES.key),
    WEBHOOK_SECRET: app.webhook_secret,
    VAULTMESH_WITNESS_KEY_PATH: path(FILES.witness),
    ...(server !== 'https://github.com' && { GHE_HOST: host, GHE_PROTOCOL: protocol.slice(0, -1) }),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  write(path(FILES.settings), lines.join(''));
  return { settings: path(FILES.settings), verifierKey };
}

function write(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
}
