import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { concatBytes } from '../../core/common/bytes.ts';
import { type DecisionTexts, MAX_TEXT_BYTES } from '../../core/remembrancer/memory/index.ts';
import type { Terminal } from '../terminal.ts';

/** git acts on the folder alone, and fetches nothing that is not there. */
const FIXED_ENV = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_OBJECT_DIRECTORY: undefined,
  GIT_ALTERNATE_OBJECT_DIRECTORIES: undefined,
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** The texts of decisions, of the commits of the git repository `folder` on this machine: two git commands for any number. */
export const textsInFolder = (
  { environment }: Terminal,
  folder: string,
  signal: AbortSignal,
): DecisionTexts => ({
  read: async (files) => {
    const git = (words: readonly string[], lines: readonly string[]): Promise<Buffer> =>
      output(folder, words, lines.join('\n'), { env: { ...environment, ...FIXED_ENV }, signal });
    const names = files.map(({ commit, path }) => `${commit}:${path}`);
    const listed = (await git(['cat-file', '--batch-check'], names)).toString().split('\n');
    const blobs = files.flatMap(({ sha256 }, at) => {
      const [, oid = '', size] = /^(\w+) blob (\d+)$/u.exec(listed[at] ?? '') ?? [];
      return Number(size) <= MAX_TEXT_BYTES ? [{ sha256, oid, size: Number(size) }] : [];
    });
    const contents = await git(
      ['cat-file', '--batch'],
      blobs.map(({ oid }) => oid),
    );
    let end = 0;
    return new Map(
      blobs.map(({ sha256, oid, size }) => {
        const start = end + `${oid} blob ${size}\n`.length;
        end = start + size + 1;
        return [sha256, new Uint8Array(contents.subarray(start, start + size))];
      }),
    );
  },
});

/** What git prints of `input`; it is ended when the signal aborts. */
async function output(
  folder: string,
  words: readonly string[],
  input: string,
  options: { env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<Buffer> {
  const child = spawn('git', ['-C', folder, ...words], { ...options, stdio: ['pipe', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  child.stdin.on('error', () => undefined).end(input);
  const chunks: Uint8Array[] = [];
  child.stdout.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  await closed;
  return Buffer.from(concatBytes(...chunks));
}
