import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { type Outcome, succeeded } from '../../core/common/outcome.ts';
import { printable } from '../../core/common/printable.ts';
import { compareBuilds } from '../../core/remembrancer/covenant/rebuild/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { buildIn } from './rebuild/build-in.ts';
import { builtFiles, type NamedFile } from './rebuild/built-files.ts';
import { copyOfHead, headOf } from './rebuild/copy-of-head.ts';
import { differenceLines, explainedInTurn } from './rebuild/explained.ts';
import { SURROUNDINGS } from './rebuild/surroundings.ts';

/** How far the builds begin apart at least: archives have times in steps of up to two seconds. */
const APART_MS = 2100;

export interface RebuildOptions {
  readonly json?: true;
  readonly artifacts: readonly string[];
  readonly repository: string;
  readonly timeout: string;
}

/**
 * Builds the commit that is checked out twice, and compares what was made. The command is run without a shell. Throws
 * `not-found` when a glob names nothing that was made, `usage` without a command, `incomplete` when a build fails, or it or git takes too long.
 */
export async function rebuild(
  terminal: Terminal,
  words: readonly string[],
  { artifacts, repository, timeout }: RebuildOptions,
): Promise<CommandReport> {
  const minutes = minutesOf(timeout);
  if (words.length === 0) {
    const message =
      'The command that builds is missing; give it behind "--": vaultmesh covenant rebuild --artifacts "dist/**" -- make dist';
    throw new VaultMeshError('usage', message);
  }
  return withTemporaryDirectory(async (directory, signal) => {
    const limits = { minutes, signal };
    const head = await headOf(terminal, repository, limits);
    const folders = SURROUNDINGS.map(({ folder }) => join(directory, folder));
    const builds: NamedFile[][] = [];
    let earliest = 0;
    for (const [n, surroundings] of SURROUNDINGS.entries()) {
      const copy = join(directory, surroundings.folder);
      const isLeft = await copyOfHead(terminal, head, copy, surroundings, limits);
      await wait(Math.max(0, earliest - performance.now()));
      earliest = performance.now() + APART_MS;
      terminal.tell(`Build ${n + 1} of ${SURROUNDINGS.length}, of commit ${head.commit.slice(0, 12)}`);
      await buildIn({ terminal, words, copy, surroundings, head, minutes, signal });
      const built = await builtFiles(copy, artifacts, isLeft);
      // Another build would make nothing either.
      if (built.length === 0) throw notMade(artifacts.join(', '));
      builds.push(built);
    }
    const [first = [], second = []] = builds;
    const made = builds.flat();
    const unmatched = artifacts.find((glob) => !made.some(({ globs }) => globs.includes(glob)));
    if (unmatched !== undefined) throw notMade(unmatched);
    const files = first.map(({ file }) => file);
    const compared = compareBuilds(
      files,
      second.map(({ file }) => file),
    );
    const differences = await explainedInTurn(compared, folders);
    const result = { commit: head.commit, command: words, artifacts: files, differences };
    const message =
      differences.length === 0
        ? `Two builds of commit ${head.commit} made the same: ${counted(files.length, 'artifact')}.`
        : `Two builds of commit ${head.commit} differ in ${counted(differences.length, 'artifact')}.`;
    const outcome: Outcome<unknown> = succeeded(message, result);
    return {
      outcome: differences.length === 0 ? outcome : { ...outcome, reason: 'policy' },
      lines:
        differences.length === 0
          ? files.map(({ sha256, path }) => `${sha256}  ${printable(path)}`)
          : differences.flatMap((difference) => differenceLines(difference)),
    };
  });
}

const notMade = (globs: string): VaultMeshError =>
  new VaultMeshError(
    'not-found',
    `The build made nothing that ${globs} names; say with --artifacts what it makes, from the root of the repository. What is committed and left as it was does not count.`,
  );

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (minutes > 0 && minutes <= 24 * 60) return minutes;
  throw new VaultMeshError('usage', `--timeout ${text} is no number of minutes above 0 and up to 1440.`);
}
