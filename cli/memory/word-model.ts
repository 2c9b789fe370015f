import { createReadStream } from 'node:fs';
import { basename, resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import type { WordModel } from '../../core/remembrancer/memory/index.ts';
import type { Terminal } from '../terminal.ts';

/** The word vectors in the file that `--vectors` names, read when they are asked for. Throws `not-found` when it cannot be read. */
export function wordModel({ directory }: Terminal, file: string): WordModel {
  return { name: basename(file), chunks: chunksOf(resolve(directory, file), file) };
}

async function* chunksOf(path: string, file: string): AsyncGenerator<string> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 2 ** 20 });
  try {
    for await (const chunk of stream) yield String(chunk);
  } catch (cause) {
    throw new VaultMeshError(
      'not-found',
      `The word vectors in ${file} cannot be read; check the path given to --vectors.`,
      { cause },
    );
  }
}
