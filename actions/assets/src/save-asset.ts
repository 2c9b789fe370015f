import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';

import { VaultMeshError } from '../../../core/common/error.ts';
import { isInTrouble } from '../../../core/github/status.ts';
import type { ReleasedAsset, RestClient } from '../../common/src/release.ts';

/** What a name may not have: a way out of the folder, a glob's signs, and blanks, which a list of paths would lose. */
const UNFIT = /^\.{0,2}$|[\s/\\*?[\]{}()!]/u;

/** In ms. */
export interface Waits {
  /** How long nothing of the content may come; all of it may take as long as it does. */
  readonly idle: number;
  /** Before the second attempt. */
  readonly pause: number;
}

const WAITS: Waits = { idle: 60_000, pause: 2_000 };

/**
 * Writes an asset into a folder, however large, and holds it against the size and digest that GitHub tells; once more where the first
 * content was another one, or broke off. Throws `network` for the second, and `usage` for a name that is none of a plain file.
 */
export async function saveAsset(
  client: RestClient,
  path: string,
  asset: ReleasedAsset,
  folder: string,
  { idle, pause }: Waits = WAITS,
): Promise<void> {
  const { name } = asset;
  if (UNFIT.test(name)) {
    throw new VaultMeshError(
      'usage',
      `The asset ${JSON.stringify(name)} cannot be recorded by its name; rename it.`,
    );
  }
  try {
    await download(client, path, asset, folder, idle);
  } catch (error) {
    if (!(error instanceof VaultMeshError) && !isInTrouble(error)) throw error;
    await rm(join(folder, name), { force: true });
    await sleep(pause);
    await download(client, path, asset, folder, idle);
  }
}

async function download(
  client: RestClient,
  path: string,
  { id, name, size, digest }: ReleasedAsset,
  folder: string,
  idle: number,
): Promise<void> {
  const { data } = await client.request(`GET ${path}/assets/{id}`, {
    id,
    headers: { accept: 'application/octet-stream' },
    request: { parseSuccessResponseBody: false },
  });
  const hash = createHash('sha256');
  let length = 0;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), idle);
  await pipeline(
    Readable.fromWeb(data as ReadableStream<Uint8Array>),
    async function* (parts: AsyncIterable<Uint8Array>) {
      for await (const part of parts) {
        timer.refresh();
        hash.update(part);
        length += part.length;
        yield part;
      }
    },
    createWriteStream(join(folder, name), { flags: 'wx' }),
    { signal: late.signal },
  )
    .catch((cause: unknown) => {
      throw unlike(name, cause);
    })
    .finally(() => clearTimeout(timer));
  const is = `sha256:${hash.digest('hex')}`;
  if (length !== size || (digest?.startsWith('sha256:') === true && digest !== is)) throw unlike(name);
}

const unlike = (name: string, cause?: unknown): VaultMeshError =>
  new VaultMeshError('network', `GitHub did not give the whole content of ${name}; run the job again.`, {
    cause,
  });
