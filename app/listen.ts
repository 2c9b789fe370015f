import { once } from 'node:events';
import type { Server } from 'node:http';
import { VaultMeshError } from '../core/common/error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be used by this user',
  EADDRINUSE: 'is taken by another program, or by this one from before',
  EADDRNOTAVAIL: 'is no address of this machine',
  ENOTFOUND: 'is no address of this machine',
};

/** Resolves when the server listens. Throws `usage` where it cannot, with the `setting` that names another port. */
export async function listen(server: Server, host: string, port: number, setting: string): Promise<void> {
  try {
    const listening = once(server, 'listening');
    server.listen(port, host);
    await listening;
  } catch (cause) {
    const code = typeof cause === 'object' && cause && 'code' in cause ? String(cause.code) : '';
    const reason = REASONS[code] ?? `cannot be listened at (${code})`;
    throw new VaultMeshError(
      'usage',
      `The app cannot start: ${host}:${port} ${reason}. Give another by ${setting}, or HOST.`,
      { cause },
    );
  }
}
