/**
 * `npm run test:exhaustive`: every file of test/exhaustive, one process each, as many at a time as there are cores. With
 * names of files (`-- ledger-kill.test.ts`) those alone. docs/exhaustive.md tells of each file's last run, and is what this
 * command remembers: a file that passed at this commit is not run again, so an interrupted run goes on where it was.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatTime } from '../core/common/clock.ts';

interface FileResult {
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly date: string;
  readonly commit: string;
}

const project = fileURLToPath(new URL('..', import.meta.url));
const report = join(project, 'docs/exhaustive.md');
const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: project, encoding: 'utf8' }).trim();

const dirty = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!docs/exhaustive.md') !== '';
const commit = git('rev-parse', '--short=12', 'HEAD') + (dirty ? ' with changes' : '');

/** The rows of the page. */
function recall(): Record<string, FileResult> {
  const rows = readFileSync(report, 'utf8').matchAll(
    /^\| `(.+)` +\| (\d+) +\| (\d+) +\| (\d+) +\| (\S+) +\| (.+?) +\|$/gm,
  );
  return Object.fromEntries(
    [...rows].map(([, file = '', passed, failed, seconds, date = '', commit = '']) => [
      file,
      { passed: Number(passed), failed: Number(failed), seconds: Number(seconds), date, commit },
    ]),
  );
}

/** Runs one test file; a file in which no test ran counts as one failure. */
async function run(file: string): Promise<FileResult> {
  const directory = mkdtempSync(join(tmpdir(), 'vaultmesh-exhaustive-'));
  const output = join(directory, 'report.json');
  const started = Date.now();
  const jest = [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'exhaustive',
    '--json',
    `--outputFile=${output}`,
  ];
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', ...jest, '--', `test/exhaustive/${file}`],
    { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await once(child, 'close');
  const ended = Date.now();
  const told = {
    seconds: Math.round((ended - started) / 1000),
    date: formatTime(new Date(ended)).slice(0, 10),
    commit,
  };
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(output, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    const ran = numPassedTests + numFailedTests > 0;
    return { passed: numPassedTests, failed: ran ? numFailedTests : 1, ...told };
  } catch {
    return { passed: 0, failed: 1, ...told };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function page(): string {
  const rows = files.map((file) => {
    const result = results[file];
    if (result === undefined) return `| \`${file}\` | not run yet | | | | |`;
    const { passed, failed, seconds, date, commit } = result;
    return `| \`${file}\` | ${passed} | ${failed} | ${seconds} | ${date} | ${commit} |`;
  });
  return `# The exhaustive tests

What \`npm run test:exhaustive\` found when each file was last run, on ${platform()} ${arch()} with ${availableParallelism()} cores. This page is
written by that command.

| Test file | Passed | Failed | Seconds | Date | Commit |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const results = recall();
const files = readdirSync(join(project, 'test/exhaustive'))
  .filter((name) => name.endsWith('.test.ts'))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !files.includes(name));
if (unknown.length > 0) {
  console.error(`test/exhaustive has no ${unknown.join(', ')}, only ${files.join(', ')}.`);
  process.exit(2);
}
const chosen = asked.length > 0 ? asked : files;
const isDone = (file: string): boolean =>
  !dirty && results[file]?.failed === 0 && results[file].commit === commit;
const waiting = chosen.filter((file) => !isDone(file));
for (const file of chosen) if (!waiting.includes(file)) console.log(`${file}: passed before at this commit`);

async function work(): Promise<void> {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    console.log(`${file} …`);
    const result = await run(file);
    results[file] = result;
    console.log(`${file}: ${result.passed} passed, ${result.failed} failed in ${result.seconds} s`);
    writeFileSync(report, page());
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
process.exitCode = chosen.every((file) => results[file]?.failed === 0) ? 0 : 1;
