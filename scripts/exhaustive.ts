/**
 * `npm run test:exhaustive`: every file of test/exhaustive, one process each. What has passed for this commit is not
 * run again, so an interrupted run goes on where it was. Writes docs/exhaustive.md.
 */
import { execFileSync, spawnSync } from 'node:child_process';
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
function run(file: string): FileResult {
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
  spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', ...jest, '--', `test/exhaustive/${file}`],
    {
      cwd: project,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
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
  const rows = Object.entries(results).map(
    ([file, { passed, failed, seconds }]) => `| \`${file}\` | ${passed} | ${failed} | ${seconds} |`,
  );
  return `# The exhaustive tests

What \`npm run test:exhaustive\` found on ${formatTime(new Date()).slice(0, 10)} at commit ${commit}, on
${platform()} ${arch()} with ${availableParallelism()} cores. This page is written by that command.

| Test file | Passed | Failed | Seconds |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const results = recall();
for (const file of readdirSync(join(project, 'test/exhaustive'))
  .filter((name) => name.endsWith('.test.ts'))
  .sort()) {
  if (results[file]?.failed === 0) {
    console.log(`${file}: passed before at this commit`);
    continue;
  }
  console.log(`${file} …`);
  results[file] = run(file);
  const { passed, failed, seconds } = results[file];
  console.log(`${file}: ${passed} passed, ${failed} failed in ${seconds} s`);
  mkdirSync(join(project, '.cache/exhaustive'), { recursive: true });
  if (!dirty) writeFileSync(memory, JSON.stringify(results));
}
writeFileSync(join(project, 'docs/exhaustive.md'), page(results));
process.exitCode = Object.values(results).some((result) => result.failed > 0) ? 1 : 0;
