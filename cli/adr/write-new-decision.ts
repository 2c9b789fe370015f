import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { cannotWrite } from '../../core/common/cannot-write.ts';
import { formatTime } from '../../core/common/clock.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { type Decision, draftDecision, newDecisionId } from '../../core/remembrancer/decisions/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type NameOptions, namedDecisions } from './named-decisions.ts';
import { nameWords } from './name-words.ts';

import { makeInside } from './make-inside.ts';
import { placeIn, readDecisionsSoFar } from './read-decisions.ts';

/** What is said of a decision when it is begun. */
export interface NewOptions
  extends
    NameOptions,
    Partial<Pick<Decision, 'summary' | 'reviewBy' | 'confidence'>>,
    Pick<
      Decision,
      'decisionMakers' | 'consulted' | 'informed' | 'tags' | 'supersedes' | 'amends' | 'relatesTo' | 'affects'
    > {}

/** Writes the draft of a decision into the folder, which is made where it is not there and the draft is none that is refused. */
export async function writeNewDecision(
  terminal: Terminal,
  title: string,
  options: NewOptions,
): Promise<CommandReport> {
  const folder = await readDecisionsSoFar(terminal, options.folder);
  const reads = await namedDecisions(terminal, folder, options);
  const now = terminal.clock();
  const id = newDecisionId(
    () => now,
    () => (randomBytes(1)[0] ?? 0) / 256,
  );
  const { path, text } = draftDecision(folder.name, reads, {
    ...options,
    id,
    title,
    date: formatTime(now).slice(0, 10),
  });
  const place = await makeInside(terminal.directory, options.folder);
  await create(placeIn({ ...folder, place }, path), path, text);
  const slug = basename(path, '.md');
  return {
    outcome: succeeded(
      `${path} is a draft. Write it, then: vaultmesh adr propose ${nameWords(slug, options)}`,
      { path, id, slug },
    ),
  };
}

async function create(place: string, path: string, text: string): Promise<void> {
  try {
    await writeFile(place, text, { flag: 'wx' });
  } catch (error) {
    throw cannotWrite(path, error, 'give the decision another title, or another --folder');
  }
}
