/**
 * `npm run check`: format, lint, layers, types and unit tests, as many at a time as there are cores. Prints a line for
 * each as it ends, and the output of those that failed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';

const project = fileURLToPath(new URL('..', import.meta.url));

/** npm scripts, the longest first. */
const STEPS = ['test:unit', 'check:lint', 'check:types', 'check:format', 'check:layers'];

async function run(step: string): Promise<boolean> {
  const started = performance.now();
  const child = spawn('npm', ['run', '--silent', step], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => output.push(chunk));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const text = output.join('');
  if (code === 0) {
    console.log(`${styleText('green', 'ok')}      ${step} (${seconds} s)`);
    // The line by which others count what was run.
    for (const line of text.split('\n').filter((each) => each.startsWith('Tests: '))) console.log(line);
  } else {
    console.log(`${styleText('red', 'FAILED')}  ${step} (${seconds} s)\n${text}`);
  }
  return code === 0;
}

const waiting = [...STEPS];
const results = await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    let ok = true;
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) ok = (await run(step)) && ok;
    return ok;
  }),
);
process.exitCode = results.every(Boolean) ? 0 : 1;
