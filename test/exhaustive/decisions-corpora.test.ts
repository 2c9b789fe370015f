import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  changeStatus,
  type DecisionText,
  importDecisions,
  isDecisionFile,
  readDecision,
} from '../../core/remembrancer/decisions/index.ts';
import { TRANSITIONS } from '../../core/remembrancer/decisions/life/transitions.ts';
import { expectEachFound } from '../core/remembrancer/decisions/expect-found.ts';
import { lostLines } from '../core/remembrancer/decisions/lost-lines.ts';
import { sharedData } from '../core/remembrancer/evidence/shared-data.ts';

// Real decisions of others, which are no part of the project: ../shared/data/adr-govuk, and clones whose paths the environment names.
const CORPORA: readonly (readonly [name: string, read: (() => DecisionText[]) | undefined])[] = [
  ['alphagov/govuk-infrastructure', inFolder(sharedData('adr-govuk'))],
  [
    'opendatahub-io/architecture-decision-records',
    inClone('BENCH_ADR_OPENDATAHUB', 'architecture-decision-records'),
  ],
  ['cosmos/cosmos-sdk', inClone('BENCH_ADR_COSMOS', 'docs/architecture')],
  ['thomvaill/log4brains', inClone('BENCH_ADR_LOG4BRAINS', '.')],
];

function inFolder(folder: string) {
  if (!existsSync(folder)) return undefined;
  return () =>
    readdirSync(folder)
      .filter(isDecisionFile)
      .map((name) => ({ path: `docs/adr/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The decisions of a clone: the Markdown files in, or in folders named `adr` below, a folder of its last commit. */
function inClone(variable: string, folder: string) {
  const clone = process.env[variable] ?? '';
  if (clone === '') return undefined;
  const git = (...words: string[]) =>
    execFileSync('git', ['--git-dir', clone, ...words], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return () =>
    git('ls-tree', '-r', '-z', '--name-only', 'HEAD', '--', folder)
      .split('\0')
      .filter((path) => isDecisionFile(posix.basename(path)) && (folder !== '.' || path.includes('/adr/')))
      .map((path) => ({ path, text: git('show', `HEAD:${path}`) }));
}

/** As an editor of Windows would have it. */
const windows = (text: string) => `\ufeff${text.replace(/^\ufeff/, '').replace(/\r?\n/g, '\r\n')}`;

const LONGEST_MS = 1_800_000;

describe.each(CORPORA)('the decisions of %s', (name, read) => {
  if (read === undefined) {
    it.skip(`(skipped: there is no copy of ${name})`, () => undefined);
    return;
  }
  const files = read();

  it('are imported without losing a line, once and for all', () => {
    expect(files.length).toBeGreaterThan(15);
    const imported = importDecisions(files);
    files.forEach((file, n) => {
      expect({ path: file.path, lost: lostLines(file.text, imported[n]!.text) }).toEqual({
        path: file.path,
        lost: [],
      });
    });
    expect(imported.map(({ path, text }) => readDecision(path, text).dialect)).toEqual(
      files.map(() => 'madr-4'),
    );
    const again = importDecisions(imported.map(({ path, text }) => ({ path, text })));
    expect(again.map(({ text }) => text)).toEqual(imported.map(({ text }) => text));
  });

  it('change their status by one line and no other byte', () => {
    const changes = importDecisions(files).flatMap(({ path, text }) =>
      [text, windows(text)].flatMap((before) => {
        const from = readDecision(path, before).decision.status;
        return TRANSITIONS[from].map((to) => {
          const after = changeStatus({ path, text: before }, to).file.text;
          expect({ path, after }).toEqual({
            path,
            after: before.replace(`\nstatus: ${from}`, `\nstatus: ${to}`),
          });
        });
      }),
    );
    expect(changes.length).toBeGreaterThan(files.length);
  });

  it('say the same with the line ends and the mark of Windows', () => {
    for (const { path, text } of files) {
      expect(readDecision(path, windows(text)).decision).toEqual(readDecision(path, text).decision);
    }
  });

  it(
    'have each irregularity found that is planted in any of them',
    () => {
      const found = expectEachFound(files);
      process.stderr.write(
        `${name}: ${files.length} decisions, ${JSON.stringify(Object.fromEntries(found))}\n`,
      );
      expect(found.size).toBe(22);
    },
    LONGEST_MS,
  );
});
