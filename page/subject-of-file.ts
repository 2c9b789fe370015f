import { sha256, sha512 } from '@noble/hashes/sha2.js';

import { toHex } from '../core/common/bytes.ts';
import { VaultMeshError } from '../core/common/error.ts';
import type { Subject } from '../core/remembrancer/evidence/index.ts';

/**
 * The subject that a file is: SHA-256 and SHA-512 in one pass over `content`, as the command makes them, so that
 * memory does not grow with the file. Throws `not-found` for a file that cannot be read.
 */
export async function subjectOfFile(name: string, content: ReadableStream<Uint8Array>): Promise<Subject> {
  const short = sha256.create();
  const long = sha512.create();
  let size = 0;
  const reader = content.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      short.update(next.value);
      long.update(next.value);
      size += next.value.length;
    }
  } catch (cause) {
    throw new VaultMeshError(
      'not-found',
      `${name} cannot be read, or was changed since it was chosen; choose it again.`,
      { cause },
    );
  }
  return { name, sha256: toHex(short.digest()), sha512: toHex(long.digest()), size };
}
