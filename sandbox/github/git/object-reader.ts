import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { GitError, gitEnvironment } from './run-git.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

export interface FoundObject {
  readonly oid: string;
  readonly type: ObjectType;
  readonly size: number;
  /** Empty unless it was asked for. */
  readonly content: Buffer;
}

interface Question {
  readonly wants: 'info' | 'contents';
  readonly resolve: (found: FoundObject | undefined) => void;
  readonly reject: (error: Error) => void;
}

const ARGUMENTS = ['cat-file', '--batch-command'];
/** How long git waits for the next question before it ends. */
const IDLE_MS = 1000;

const readers = new Map<string, ObjectReader>();

/**
 * The object that an expression names, with its content or without; `undefined` if there is none. One git process answers for a
 * repository as long as it is asked: to start one for each object takes longer than all else that the sandbox does.
 */
export async function findObject(
  directory: string,
  expression: string,
  wants: Question['wants'],
): Promise<FoundObject | undefined> {
  if (/[\n\0]/.test(expression)) return undefined;
  const reader = readers.get(directory) ?? new ObjectReader(directory);
  readers.set(directory, reader);
  return reader.find(expression, wants);
}

/** Answers no more for the repository that was in `directory`: another one may come there. */
export function forgetObjects(directory: string): void {
  readers.get(directory)?.close();
}

class ObjectReader {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #directory: string;
  readonly #questions: Question[] = [];
  #received: Buffer[] = [];
  /** Bytes that the answer to the first question takes, as far as it is known. */
  #needed = 1;
  #idle: NodeJS.Timeout | undefined;

  constructor(directory: string) {
    this.#directory = directory;
    this.#child = spawn('git', ARGUMENTS, { cwd: directory, env: gitEnvironment() });
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#read(chunk);
    });
    // What it does not read it does not answer.
    this.#child.stdin.on('error', () => undefined);
    this.#child.once('error', (error) => {
      this.#end(error);
    });
    this.#child.once('close', (exitCode) => {
      this.#end(new GitError(ARGUMENTS, exitCode, 'it ended before it had answered'));
    });
  }

  find(expression: string, wants: Question['wants']): Promise<FoundObject | undefined> {
    clearTimeout(this.#idle);
    return new Promise((resolve, reject) => {
      this.#questions.push({ wants, resolve, reject });
      this.#child.stdin.write(`${wants} ${expression}\n`);
    });
  }

  /** Answers what was asked, and is asked no more. */
  close(): void {
    this.#forget();
    this.#child.stdin.end();
  }

  #forget(): void {
    if (readers.get(this.#directory) === this) readers.delete(this.#directory);
  }

  #read(chunk: Buffer): void {
    this.#received.push(chunk);
    while (this.#received.reduce((sum, { length }) => sum + length, 0) >= this.#needed) {
      const bytes = Buffer.concat(this.#received);
      this.#received = [bytes];
      if (!this.#answer(bytes)) return;
    }
  }

  /** Answers the first question if `bytes` have all of it. */
  #answer(bytes: Buffer): boolean {
    const question = this.#questions[0];
    const end = bytes.indexOf(0x0a) + 1;
    if (question === undefined || end === 0) {
      this.#needed = bytes.length + 1;
      return false;
    }
    const header = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(bytes.toString('latin1', 0, end - 1));
    const [, oid = '', type = '', digits = '0'] = header ?? [];
    const size = Number(digits);
    const hasContent = header !== null && question.wants === 'contents';
    const length = hasContent ? end + size + 1 : end;
    this.#needed = length;
    if (bytes.length < length) return false;
    this.#questions.shift();
    this.#received = [bytes.subarray(length)];
    this.#needed = 1;
    const content = hasContent ? bytes.subarray(end, end + size) : Buffer.alloc(0);
    question.resolve(header === null ? undefined : { oid, type: type as ObjectType, size, content });
    if (this.#questions.length === 0) this.#waitForMore();
    return true;
  }

  #waitForMore(): void {
    this.#idle = setTimeout(() => {
      this.close();
    }, IDLE_MS);
  }

  #end(error: Error): void {
    clearTimeout(this.#idle);
    this.#forget();
    for (const { reject } of this.#questions.splice(0)) reject(error);
  }
}
