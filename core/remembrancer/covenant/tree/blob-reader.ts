import { Socket } from 'node:net';

import {
  endedGit,
  failedGit,
  type GitPlace,
  MOST_BYTES,
  notRun,
  saidByGit,
  startGit,
  TIMEOUT_MS,
  TOOK_TOO_LONG,
  tooMuch,
} from './read-only-git.ts';
import { StreamParts } from './stream-parts.ts';

const ARGS = ['cat-file', '--batch'];

/** Reads blobs by one git, which is started for the first of them and stays until this process ends. */
export class BlobReader {
  readonly #place: GitPlace;
  #git: OpenGit | undefined;
  #before: Promise<unknown> = Promise.resolve();

  constructor(place: GitPlace) {
    this.#place = place;
  }

  /**
   * The contents of blobs, in the order of `ids`; `undefined` for those that the repository does not have, and for no id. Equal
   * ids are read once: a small pack can name one large blob by thousands of paths.
   */
  read(ids: readonly (string | undefined)[]): Promise<readonly (Uint8Array | undefined)[]> {
    const reading = this.#before.then(() => this.#read(ids));
    this.#before = reading.catch(() => undefined);
    return reading;
  }

  async #read(ids: readonly (string | undefined)[]): Promise<readonly (Uint8Array | undefined)[]> {
    const different = [...new Set(ids.filter((id) => id !== undefined))];
    if (different.length === 0) return ids.map(() => undefined);
    const git = (this.#git ??= new OpenGit(this.#place));
    try {
      const contents = await git.contentsOf(different);
      return ids.map((id) => (id === undefined ? undefined : contents.get(id)));
    } catch (error) {
      this.#git = undefined;
      throw error;
    }
  }
}

/** A `git cat-file` that waits for ids. What it throws ends it. */
class OpenGit {
  readonly #place: GitPlace;
  readonly #child: ReturnType<typeof startGit>;
  readonly #output: StreamParts;
  #failure: Error | undefined;
  #stderr = '';

  constructor(place: GitPlace) {
    this.#place = place;
    this.#child = startGit(place, ARGS);
    this.#child.on('error', (cause) => (this.#failure ??= notRun(place, cause)));
    this.#child.stderr.setEncoding('utf8').on('data', (chunk: string) => (this.#stderr += chunk));
    // A git that ends before it has read everything says why on its own.
    this.#child.stdin.on('error', () => undefined);
    this.#output = new StreamParts(this.#child.stdout);
  }

  async contentsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const timer = setTimeout(() => this.#end(endedGit(this.#place, ARGS, TOOK_TOO_LONG)), TIMEOUT_MS);
    this.#hold(true);
    try {
      this.#child.stdin.write(`${ids.join('\n')}\n`);
      return await this.#answers(ids);
    } catch (error) {
      this.#end(error as Error);
      throw this.#failure ?? error;
    } finally {
      clearTimeout(timer);
      this.#hold(false);
    }
  }

  /** Each is `<id> blob <size>\n<content>\n`, or a line that says that the object is missing. */
  async #answers(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const contents = new Map<string, Uint8Array>();
    let bytes = 0;
    for (const id of ids) {
      const line = (await this.#output.line()) ?? (await this.#ended());
      const size = /^\w+ blob (\d+)$/.exec(line)?.[1];
      if (size === undefined) continue;
      bytes += Number(size);
      if (bytes > MOST_BYTES) throw tooMuch(this.#place, ARGS);
      const content = (await this.#output.bytes(Number(size) + 1)) ?? (await this.#ended());
      contents.set(id, content.subarray(0, -1));
    }
    return contents;
  }

  /** Throws why git ended before it said everything. */
  async #ended(): Promise<never> {
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.#failure === undefined)
      await new Promise((resolve) => this.#child.once('close', resolve).once('error', resolve));
    const { signalCode } = this.#child;
    throw signalCode === null
      ? failedGit(this.#place, ARGS, saidByGit(this.#stderr))
      : endedGit(this.#place, ARGS, `it was ended by ${signalCode}`);
  }

  #end(why: Error): void {
    this.#failure ??= why;
    this.#child.kill('SIGKILL');
  }

  /** Whether this process waits for it: one that has nothing else to do ends, and git with it. */
  #hold(isHeld: boolean): void {
    for (const each of [this.#child, this.#child.stdin, this.#child.stdout, this.#child.stderr])
      if (each === this.#child || each instanceof Socket) each[isHeld ? 'ref' : 'unref']();
  }
}
