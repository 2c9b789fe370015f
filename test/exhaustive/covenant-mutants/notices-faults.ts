import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect, it } from '@jest/globals';

import { judgedSurvivors, readReport, type Report, survivorsIn } from './survivors.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const HOUR = 3_600_000;

/** The tests of a part, by its name in parts.ts: what Stryker changes in it is noticed, or judged. */
export function noticesFaults(part: string): void {
  it(
    'a fault in the rules is noticed by their tests, or judged',
    async () => {
      const judged = judgedSurvivors();
      const survivors = survivorsIn(await mutated(part), judged);
      expect(Object.keys(survivors).length).toBeGreaterThan(0);
      expect(survivors).toEqual(
        Object.fromEntries(Object.keys(survivors).map((file) => [file, judged[file] ?? []])),
      );
    },
    4 * HOUR,
  );

  it('what is judged is in files that are there', () => {
    expect(Object.keys(judgedSurvivors()).filter((file) => !existsSync(`${project}/${file}`))).toEqual([]);
  });
}

/** What Stryker finds of a part. */
async function mutated(part: string): Promise<Report> {
  const output = `${project}/.cache/mutants`;
  await promisify(execFile)(
    process.execPath,
    [
      'node_modules/@stryker-mutator/core/bin/stryker.js',
      'run',
      'test/exhaustive/covenant-mutants/stryker.config.js',
    ],
    {
      cwd: project,
      env: { ...process.env, COVENANT_MUTANTS: part, NODE_COMPILE_CACHE: `${output}/compiled` },
      maxBuffer: 1e9,
    },
  );
  return readReport(`${output}/${part}.json`);
}
