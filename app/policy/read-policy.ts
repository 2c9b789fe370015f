import { VaultMeshError } from '../../core/common/error.ts';
import { agreedText, type ConfigReader } from '../github/agreed-config.ts';
import { parsePolicy, type PolicySource, refused } from './parse-policy.ts';
import type { Policy } from './policy.ts';

/**
 * The policy on the default branch of a repository; `undefined` where the app sees no such file. It is read anew for each
 * command. Throws `usage` for what is there and cannot be used.
 */
export async function readPolicy(client: ConfigReader, source: PolicySource): Promise<Policy | undefined> {
  const text = await agreedText(client, source.repository).catch((error: unknown) => {
    throw error instanceof VaultMeshError ? refused(source, error.message) : error;
  });
  return text === undefined ? undefined : parsePolicy(text, source);
}
