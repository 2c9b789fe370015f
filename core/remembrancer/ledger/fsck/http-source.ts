import { concatBytes } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { fetchFailure } from '../../../common/fetch-failure.ts';
import type { LedgerSource } from './ledger-source.ts';

const TIMEOUT_MS = 30_000;
const AT_ONCE = 8;
/** The largest file that GitHub keeps. */
const MAX_BYTES = 100 * 1024 * 1024;

/**
 * A source of the raw files under the address `prefix`, such as
 * `https://raw.githubusercontent.com/acme/app/<commit>`. Such a place cannot list what it has. A prefix with a commit
 * in it gives the files of one commit; one with a branch may give those of two while the branch moves.
 */
export function httpSource(prefix: string, fetchFile: typeof fetch): LedgerSource {
  const base = prefix.replace(/\/+$/u, '');
  if (!URL.canParse(base) || !/^https?:$/u.test(new URL(base).protocol)) {
    throw new VaultMeshError('usage', `"${prefix}" is not an https address.`);
  }
  return {
    name: base,
    list: () => Promise.resolve(undefined),
    read: async (paths) => {
      const contents = new Map<string, Uint8Array>();
      const open = [...new Set(paths)];
      const work = async (): Promise<void> => {
        for (let path = open.pop(); path !== undefined; path = open.pop()) {
          const content = await get(fetchFile, `${base}/${path}`);
          if (content !== undefined) contents.set(path, content);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return contents;
    },
    close: () => Promise.resolve(),
  };
}

async function get(fetchFile: typeof fetch, address: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetchFile(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new VaultMeshError('network', `${address} answers ${response.status}.`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk as Uint8Array);
      size += (chunk as Uint8Array).length;
      if (size > MAX_BYTES) throw new VaultMeshError('network', `${address} has more than 100 MB.`);
    }
    return concatBytes(...chunks);
  } catch (cause) {
    if (cause instanceof VaultMeshError) throw cause;
    throw new VaultMeshError(
      'network',
      `${address} cannot be read (${fetchFailure(cause)}); try again later.`,
      { cause },
    );
  }
}
