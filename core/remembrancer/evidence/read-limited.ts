import { VaultMeshError } from '../../common/error.ts';

/**
 * The body of an answer of at most `most` bytes. Throws `verification-failed`, naming `whose` answer it is, for a longer
 * one, and what the stream throws when it breaks off.
 */
export async function readLimited(response: Response, most: number, whose: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // undici's stream is typed without its chunks.
  const body = response.body as ReadableStream<Uint8Array> | null;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > most) {
      throw new VaultMeshError('verification-failed', `The answer of ${whose} has more than ${most} bytes.`);
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
