import { VaultMeshError } from '../core/common/error.ts';

/** More than any proof or trust file has. */
const MAX_BYTES = 64 * 1024 * 1024;

/** As Node reads text: what is not UTF-8 becomes U+FFFD, and a byte order mark stays. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The text of a proof or trust file; `what` says which. Throws `usage` for a file that is far too large to be one, and
 * `not-found` for one that cannot be read.
 */
export async function readText(file: Blob & { readonly name: string }, what: string): Promise<string> {
  if (file.size > MAX_BYTES) {
    throw new VaultMeshError(
      'usage',
      `${file.name} is larger than any ${what}; was it meant for another field?`,
    );
  }
  try {
    return decoder.decode(await file.arrayBuffer());
  } catch (cause) {
    throw new VaultMeshError('not-found', `The ${what} ${file.name} cannot be read; choose it again.`, {
      cause,
    });
  }
}
