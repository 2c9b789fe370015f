import { VaultMeshError } from '../../../common/error.ts';
import type { DecisionStatus } from '../decision.ts';
import { indexDecisions } from '../decision-index.ts';
import { editDecision } from '../edit/edit-decision.ts';
import { type ReadDecision, readDecision } from '../read-decision.ts';
import { relateDecisions } from '../relations.ts';
import { supersedeCycles } from '../supersede-cycles.ts';
import type { DecisionText } from '../text/decision-text.ts';
import { changeStatus, type StatusContext } from './change-status.ts';

/** A decision that may still, or does, take the place of others. */
const SUCCESSORS: readonly DecisionStatus[] = ['draft', 'proposed', 'accepted'];

/**
 * Lets one decision take the place of another, both given by their paths: the newer one names the older in `supersedes`,
 * and the older one's status becomes `superseded`. Returns the files that change, none when it was done before. Throws
 * `policy` where that cannot be, also where the two would supersede each other in a circle. `context` is that of the older
 * one.
 */
export function supersedeDecision(
  files: readonly DecisionText[],
  old: string,
  by: string,
  context?: StatusContext,
): readonly DecisionText[] {
  const reads = files.map(({ path, text }) => readDecision(path, text));
  const older = placed(files, reads, old);
  const newer = placed(files, reads, by);
  if (old === by)
    throw new VaultMeshError('usage', `${old} cannot supersede itself. Name another with --by.`);
  const { status } = newer.read.decision;
  if (!SUCCESSORS.includes(status)) {
    throw new VaultMeshError(
      'policy',
      `${by} is ${status}, and takes the place of none. Write a new decision.`,
    );
  }
  const isNamed = relateDecisions(reads).relations.some(
    ({ type, from, to }) => type === 'supersedes' && from === by && to === old,
  );
  const after = [
    changeStatus(older.file, 'superseded', context).file,
    isNamed
      ? newer.file
      : editDecision(newer.file, [{ field: 'supersedes', value: nameOf(older.read, reads), isItem: true }]),
  ];
  refuseCircle(reads, after);
  return after.filter(({ text }, n) => text !== [older, newer][n]?.file.text);
}

function placed(files: readonly DecisionText[], reads: readonly ReadDecision[], path: string) {
  const file = files.find((each) => each.path === path);
  const read = reads.find((each) => each.path === path);
  if (file && read) return { file, read };
  throw new VaultMeshError('not-found', `There is no decision ${path}.`);
}

/** What others call it by: its id, and else its slug, or its path where another file has the same slug. */
function nameOf({ path, decision }: ReadDecision, reads: readonly ReadDecision[]): string {
  if (decision.id !== undefined) return decision.id;
  return indexDecisions(reads)(decision.slug).length === 1 ? decision.slug : path;
}

function refuseCircle(reads: readonly ReadDecision[], changed: readonly DecisionText[]): void {
  const after = reads.map((read) => {
    const file = changed.find(({ path }) => path === read.path);
    return file ? readDecision(file.path, file.text) : read;
  });
  const paths = changed.map(({ path }) => path);
  const circle = supersedeCycles(relateDecisions(after).relations).find((cycle) =>
    paths.every((path) => cycle.includes(path)),
  );
  if (!circle) return;
  throw new VaultMeshError(
    'policy',
    `These would supersede each other: ${circle.join(', ')}. Write a new decision that supersedes them.`,
  );
}
