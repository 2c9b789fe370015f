import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

import { VaultMeshError } from '../../../core/common/error.ts';
import type { ReleasedAsset, RestClient } from '../../common/src/release.ts';

/** What a name may not have: a way out of the folder, a glob's signs, and blanks, which a list of paths would lose. */
const UNFIT = /^\.{0,2}$|[\s/\\*?[\]{}()!]/u;

/**
 * Writes an asset into a folder, however large, and holds it against the size and digest that GitHub tells. Throws `network` for
 * another content, and `usage` for a name that is none of a plain file.
 */
export async function saveAsset(
  client: RestClient,
  path: string,
  { id, name, size, digest }: ReleasedAsset,
  folder: string,
): Promise<void> {
  if (UNFIT.test(name)) {
    throw new VaultMeshError(
      'usage',
      `The asset ${JSON.stringify(name)} cannot be recorded by its name; rename it.`,
    );
  }
  const { data } = await client.request(`GET ${path}/assets/{id}`, {
    id,
    headers: { accept: 'application/octet-stream' },
    request: { parseSuccessResponseBody: false },
  });
  const hash = createHash('sha256');
  let length = 0;
  await pipeline(
    Readable.fromWeb(data as ReadableStream<Uint8Array>),
    async function* (parts: AsyncIterable<Uint8Array>) {
      for await (const part of parts) {
        hash.update(part);
        length += part.length;
        yield part;
      }
    },
    createWriteStream(join(folder, name), { flags: 'wx' }),
  ).catch((cause: unknown) => {
    throw unlike(name, cause);
  });
  const is = `sha256:${hash.digest('hex')}`;
  if (length !== size || (digest?.startsWith('sha256:') === true && digest !== is)) throw unlike(name);
}

const unlike = (name: string, cause?: unknown): VaultMeshError =>
  new VaultMeshError('network', `GitHub did not give the whole content of ${name}; run the job again.`, {
    cause,
  });
