import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** Opens the bytes of an artifact; each call gives a new stream from the beginning. */
export type ArtifactContent = () => ReadableStream<Uint8Array>;

/** The content of a file, read as it is consumed. */
export const fileContent =
  (path: string): ArtifactContent =>
  () =>
    Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;

/** Content that is already in memory. */
export const bytesContent =
  (bytes: Uint8Array): ArtifactContent =>
  () =>
    new ReadableStream({
      start: (controller) => {
        controller.enqueue(bytes);
        controller.close();
      },
    });
