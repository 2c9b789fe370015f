import { VaultMeshError } from '../../common/error.ts';
import { decisionsInForceAt } from './decisions-in-force-at.ts';
import { type MemoryRecord, targetsOf } from './memory-record.ts';

/**
 * Which of `commits` are a certain commit or ancestors of it: what git knows, and the ledger does not. Throws a
 * `VaultMeshError` that says why when this cannot be told for all of them, as in a shallow clone.
 */
export type AncestorsAmong = (commits: readonly string[]) => Promise<ReadonlySet<string>>;

/** The decisions in force at a commit, in the order of the log, or why nobody can tell. */
export type DecisionsAtCommit =
  | { readonly status: 'known'; readonly decisions: readonly MemoryRecord[] }
  | { readonly status: 'unknown'; readonly reason: string };

/** A receipt has room for 256 links; the others are for what a person names. */
const MOST_LINKED = 200;

/**
 * The decisions that a deployment of a commit is linked to: those accepted whose own commit is that commit or an ancestor
 * of it, and that no such decision supersedes. Where the history cannot be read, none is guessed at.
 */
export async function decisionsAtCommit(
  records: readonly MemoryRecord[],
  ancestorsAmong: AncestorsAmong,
): Promise<DecisionsAtCommit> {
  const commits = new Set(
    records.flatMap(({ kind, source: { commit } }) =>
      kind === 'decision' && commit !== undefined ? [commit] : [],
    ),
  );
  if (commits.size === 0) return { status: 'known', decisions: [] };
  try {
    const ancestors = await ancestorsAmong([...commits]);
    const decisions = decisionsInForceAt(records, { contains: (commit) => ancestors.has(commit) });
    if (decisions.length <= MOST_LINKED) return { status: 'known', decisions };
    const reason = `${decisions.length} decisions are in force there, and at most ${MOST_LINKED} are linked.`;
    return { status: 'unknown', reason };
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    return { status: 'unknown', reason: error.message };
  }
}

/** The links of a record that was made under `decisions`, beside those that it has. */
export function withDecidedBy(
  links: MemoryRecord['links'],
  decisions: readonly Pick<MemoryRecord, 'id'>[],
): MemoryRecord['links'] {
  const named = new Set(targetsOf(links, 'decided-by'));
  const found = decisions.filter(({ id }) => !named.has(id));
  return [...links, ...found.map(({ id }) => ({ rel: 'decided-by', target: id }))];
}
