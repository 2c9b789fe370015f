/** How far a pass over a file is. `done` and `total` are bytes. */
export type OnProgress = (progress: {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}) => void;

/** Read at a time: the browser draws in between, and no more of the file than this is kept. */
const PIECE_BYTES = 4 * 1024 * 1024;

/**
 * The content of `file` as a stream, which tells `onProgress` of each piece that is taken from it. Not `file.stream()`:
 * that runs ahead of a reader who needs its time, and leaves the page no moment to draw.
 */
export function metered(file: Blob, step: string, onProgress: OnProgress): ReadableStream<Uint8Array> {
  let done = 0;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    onProgress({ step, done, total: file.size });
    if (done >= file.size) {
      controller.close();
      return;
    }
    const piece = await file.slice(done, done + PIECE_BYTES).arrayBuffer();
    done += piece.byteLength;
    controller.enqueue(new Uint8Array(piece));
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}
