import { spawn } from 'node:child_process';
import type { GitAnswer, GitOrder } from './ask-git.ts';

/**
 * The program that starts git for a sandbox. Starting a process costs the starter as much as it holds memory, and a sandbox inside of
 * a test runner holds hundreds of times what this one does.
 */
process.on('message', (message) => {
  // The one cast of this format: nobody else has the channel.
  void answer(message as GitOrder);
});
process.on('disconnect', () => process.exit());

async function answer({ id, args, directory, env, input }: GitOrder): Promise<void> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const told = await new Promise<Pick<GitAnswer, 'exitCode' | 'failure'>>((resolve) => {
    const child = spawn('git', args, { cwd: directory, env });
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    // git may end without having read its input; what it says on stderr is the reason worth telling.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', ({ message }) => {
      resolve({ exitCode: null, failure: message });
    });
    child.once('close', (exitCode) => {
      resolve({ exitCode });
    });
  });
  const found: GitAnswer = { id, ...told, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) };
  process.send?.(found);
}
