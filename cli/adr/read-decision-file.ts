import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

import { fromUtf8 } from '../../core/common/bytes.ts';
import { fileErrorReason } from '../../core/common/cannot-write.ts';
import { VaultMeshError } from '../../core/common/error.ts';

/** The text of the file at `place`, called `path`. A link is not followed; what is not UTF-8 would be damaged, and throws `policy`. */
export async function readDecisionFile(place: string, path: string): Promise<string> {
  const bytes = await readWithoutLink(place).catch((cause: unknown) => {
    throw new VaultMeshError('not-found', `${path} cannot be read: ${fileErrorReason(cause)}.`, { cause });
  });
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw new VaultMeshError('policy', `${path} is not UTF-8. Convert it, as with iconv, and try again.`, {
      cause,
    });
  }
}

async function readWithoutLink(place: string): Promise<Uint8Array> {
  const file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}
