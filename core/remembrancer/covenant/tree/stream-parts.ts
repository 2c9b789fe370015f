const NEWLINE = 0x0a;

/** Takes lines and counted bytes from a stream, and no more of it than that needs. */
export class StreamParts {
  readonly #chunks: AsyncIterator<Buffer, undefined>;
  #chunk: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer, undefined>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** The next line without its end, as Latin-1; `undefined` when the stream ends before it does. */
  async line(): Promise<string | undefined> {
    let line = '';
    for (;;) {
      const end = this.#chunk.indexOf(NEWLINE);
      if (end !== -1) return line + this.#taken(end + 1).toString('latin1', 0, end);
      line += this.#taken(this.#chunk.length).toString('latin1');
      if (!(await this.#more())) return undefined;
    }
  }

  /** The next `count` bytes; `undefined` when the stream ends before. */
  async bytes(count: number): Promise<Buffer | undefined> {
    if (this.#chunk.length >= count) return this.#taken(count);
    const bytes = Buffer.allocUnsafeSlow(count);
    for (let at = 0; ;) {
      const part = this.#taken(Math.min(this.#chunk.length, count - at));
      part.copy(bytes, at);
      at += part.length;
      if (at === count) return bytes;
      if (!(await this.#more())) return undefined;
    }
  }

  #taken(count: number): Buffer {
    const taken = this.#chunk.subarray(0, count);
    this.#chunk = this.#chunk.subarray(count);
    return taken;
  }

  async #more(): Promise<boolean> {
    const { value } = await this.#chunks.next();
    if (value === undefined) return false;
    this.#chunk = value;
    return true;
  }
}
