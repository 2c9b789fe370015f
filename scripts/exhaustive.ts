/**
 * `npm run test:exhaustive`: every file of test/exhaustive, one process each, as many at a time as there are cores. What has passed for this commit is not
 * run again, so an interrupted run goes on where it was. Writes docs/exhaustive.md.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatTime } from '../core/common/clock.ts';

interface FileResult {
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

const project = fileURLToPath(new URL('..', import.meta.url));
const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: project, encoding: 'utf8' }).trim();

const dirty = git('status', '--porcelain', '--untracked-files=no') !== '';
const commit = git('rev-parse', '--short=12', 'HEAD') + (dirty ? ' with uncommitted changes' : '');
const memory = join(project, '.cache/exhaustive', `${commit.replaceAll(' ', '-')}.json`);

function recall(): Record<string, FileResult> {
  try {
    return dirty ? {} : (JSON.parse(readFileSync(memory, 'utf8')) as Record<string, FileResult>);
  } catch {
    return {};
  }
}

/** Runs one test file; a file in which no test ran counts as one failure. */
async function run(file: string): Promise<FileResult> {
  const directory = mkdtempSync(join(tmpdir(), 'vaultmesh-exhaustive-'));
  const report = join(directory, 'report.json');
  const started = Date.now();
  const jest = [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'exhaustive',
    '--json',
    `--outputFile=${report}`,
  ];
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', ...jest, '--', `test/exhaustive/${file}`],
    { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await once(child, 'close');
  const seconds = Math.round((Date.now() - started) / 1000);
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    const ran = numPassedTests + numFailedTests > 0;
    return { passed: numPassedTests, failed: ran ? numFailedTests : 1, seconds };
  } catch {
    return { passed: 0, failed: 1, seconds };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function page(results: Record<string, FileResult>): string {
  const rows = files.sort().map((file) => {
    const result = results[file];
    if (result === undefined) return `| \`${file}\` | not run yet | | |`;
    return `| \`${file}\` | ${result.passed} | ${result.failed} | ${result.seconds} |`;
  });
  return `# The exhaustive tests

What \`npm run test:exhaustive\` found on ${formatTime(new Date()).slice(0, 10)} at commit ${commit}, on
${platform()} ${arch()} with ${availableParallelism()} cores. This page is written by that command.

| Test file | Passed | Failed | Seconds |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const results = recall();
const files = readdirSync(join(project, 'test/exhaustive')).filter((name) => name.endsWith('.test.ts'));
const waiting = files.filter((file) => results[file]?.failed !== 0).sort();
for (const file of files) if (!waiting.includes(file)) console.log(`${file}: passed before at this commit`);

async function work(): Promise<void> {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    console.log(`${file} …`);
    const result = await run(file);
    results[file] = result;
    console.log(`${file}: ${result.passed} passed, ${result.failed} failed in ${result.seconds} s`);
    mkdirSync(join(project, '.cache/exhaustive'), { recursive: true });
    if (!dirty) writeFileSync(memory, JSON.stringify(results));
    writeFileSync(join(project, 'docs/exhaustive.md'), page(results));
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
process.exitCode = files.every((file) => results[file]?.failed === 0) ? 0 : 1;
