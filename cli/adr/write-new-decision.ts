import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

import { cannotWrite } from '../../core/common/cannot-write.ts';
import { formatTime } from '../../core/common/clock.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  type Decision,
  type DecisionText,
  lintDecisions,
  newDecision,
  newDecisionId,
  type NewDecision,
  readDecision,
  type ReadDecision,
  resolveDecision,
} from '../../core/remembrancer/decisions/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { type NameOptions, namedDecisions } from './named-decisions.ts';
import { nameWords } from './name-words.ts';

import { makeInside } from './make-inside.ts';
import { type DecisionFolder, readDecisions } from './read-decisions.ts';

/** What is said of a decision when it is begun. */
export interface NewOptions
  extends
    NameOptions,
    Partial<Pick<Decision, 'summary' | 'reviewBy' | 'confidence'>>,
    Pick<
      Decision,
      'decisionMakers' | 'consulted' | 'informed' | 'tags' | 'supersedes' | 'amends' | 'relatesTo' | 'affects'
    > {}

/** Writes the draft of a decision into the folder, which is made where it is not there. */
export async function writeNewDecision(
  terminal: Terminal,
  title: string,
  options: NewOptions,
): Promise<CommandReport> {
  const known = withoutBreaks(title);
  await makeInside(terminal.directory, options.folder);
  const folder = await readDecisions(terminal, options.folder);
  const reads = await namedDecisions(terminal, folder, options);
  const named = (references: readonly string[]) => references.map((each) => nameOf(reads, each));
  const now = terminal.clock();
  const id = newDecisionId(
    () => now,
    () => (randomBytes(1)[0] ?? 0) / 256,
  );
  const file = newDecision({
    ...options,
    id,
    title: known,
    date: formatTime(now).slice(0, 10),
    supersedes: named(options.supersedes),
    amends: named(options.amends),
    relatesTo: named(options.relatesTo),
  } satisfies NewDecision);
  const path = posix.join(folder.name, file.path);
  refuseErrors(reads, { path, text: file.text });
  await create(folder, file, path);
  const slug = file.path.replace(/\.md$/, '');
  return {
    outcome: succeeded(
      `${path} is a draft. Write it, then: vaultmesh adr propose ${nameWords(slug, options)}`,
      { path, id, slug },
    ),
  };
}

function withoutBreaks(title: string): string {
  const line = title.trim();
  if (line !== '' && !/[\p{Cc}\u2028\u2029]/u.test(line)) return line;
  throw new VaultMeshError(
    'usage',
    'A title is one line of text that is not empty, such as "Use PostgreSQL for orders".',
  );
}

/** What the new decision calls another by. */
function nameOf(reads: readonly ReadDecision[], reference: string): string {
  const { decision } = resolveDecision(reads, reference);
  return decision.id ?? decision.slug;
}

/** Nothing is written that lint would refuse at once: a day that is none, a glob that means no path. */
function refuseErrors(others: readonly ReadDecision[], { path, text }: DecisionText): void {
  const error = lintDecisions([...others, readDecision(path, text)]).find(
    (finding) => finding.path === path && finding.severity === 'error',
  );
  if (error) throw new VaultMeshError('usage', `Nothing was written. ${error.message}`);
}

async function create(folder: DecisionFolder, file: DecisionText, path: string): Promise<void> {
  try {
    await writeFile(join(folder.place, file.path), file.text, { flag: 'wx' });
  } catch (error) {
    throw cannotWrite(path, error, 'give the decision another title, or another --folder');
  }
}
