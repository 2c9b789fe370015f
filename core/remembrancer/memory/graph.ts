import { filterRecords, type MemoryFilter } from './filter.ts';
import { firstRecordId, type MemoryRecord, recordedStatus, targetsOf } from './memory-record.ts';
import { recordFinder } from './record-finder.ts';
import { releaseFinder } from './release-finder.ts';
import { shortName } from './short-name.ts';
import { supersessions } from './supersessions.ts';

/** How one thing stands to another, read from left to right: `from` decides, supersedes, … `to`; `from` was released as `to`. */
export type Relation = 'decides' | 'supersedes' | 'affects' | 'released-as' | 'deployed-by';

/** A record, a component, or a path (a glob) that a decision affects. All records of one decision are one node. */
export interface GraphNode {
  /** `record:<operation id>` (of a decision that of its first record), `component:<name>` or `path:<glob>`. */
  readonly id: string;
  readonly label: string;
}

export interface GraphEdge {
  readonly from: GraphNode;
  readonly relation: Relation;
  readonly to: GraphNode;
}

/**
 * The typed relations between records, components and paths, in the order of the log and each once:
 * - an accepted decision decides the component that it was recorded for, if anything else was recorded for it, and what its
 *   links `decides` name; the same is said from the other end by the link `decided-by`, as of a deployment;
 * - it affects the components and paths of its links `affects`;
 * - a record supersedes another by its link `supersedes`;
 * - a component was released as its releases, and a release deployed by the deployments of one of its artifacts or, where
 *   a deployment names no artifact, of its component and version; a deployment of no recorded release is its component's.
 */
export function memoryGraph(records: readonly MemoryRecord[]): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  const add = (from: GraphNode, relation: Relation, to: GraphNode): void => {
    const key = JSON.stringify([from.id, relation, to.id]);
    if (!edges.has(key)) edges.set(key, { from, relation, to });
  };
  const find = recordFinder(records);
  const releaseOf = releaseFinder(records);
  const superseded = Map.groupBy(supersessions(records), ({ by }) => by.index);
  const components = new Set(records.filter(({ kind }) => kind !== 'decision').map((each) => each.component));

  for (const record of records) {
    const node = recordNode(record);
    const component = componentNode(record.component);
    for (const { of } of superseded.get(record.index) ?? []) {
      if (firstRecordId(of) !== firstRecordId(record)) add(node, 'supersedes', recordNode(of));
    }
    for (const name of targetsOf(record.links, 'decided-by')) {
      const decision = find(name);
      if (decision?.number !== undefined) add(recordNode(decision), 'decides', node);
    }
    if (record.kind === 'release') add(component, 'released-as', node);
    if (record.kind === 'deployment') {
      const release = releaseOf(record);
      add(release === undefined ? component : recordNode(release), 'deployed-by', node);
    }
    if (record.number === undefined || recordedStatus(record) !== 'accepted') continue;
    if (components.has(record.component)) add(node, 'decides', component);
    for (const name of targetsOf(record.links, 'decides')) {
      const decided = find(name);
      add(node, 'decides', decided === undefined ? componentNode(name) : recordNode(decided));
    }
    for (const name of targetsOf(record.links, 'affects')) {
      add(node, 'affects', components.has(name) ? componentNode(name) : pathNode(name));
    }
  }
  return [...edges.values()];
}

/**
 * The edges that begin or end at a record that `filter` lets through; and at its component itself those of which the
 * record at the other end is all else that it asks for.
 */
export function edgesAt(
  edges: readonly GraphEdge[],
  records: readonly MemoryRecord[],
  filter: MemoryFilter,
): GraphEdge[] {
  const nodesOf = (asked: MemoryFilter): ReadonlySet<string> =>
    new Set(filterRecords(records, asked).map((record) => recordNode(record).id));
  const { component, ...others } = filter;
  const itself = component === undefined ? undefined : componentNode(component).id;
  const [found, ofAnyComponent] = [nodesOf(filter), nodesOf(others)];
  const isAt = (one: GraphNode, other: GraphNode): boolean =>
    found.has(one.id) || (one.id === itself && ofAnyComponent.has(other.id));
  return edges.filter(({ from, to }) => isAt(from, to) || isAt(to, from));
}

function recordNode(record: MemoryRecord): GraphNode {
  const { kind, title, component, version } = record;
  return {
    id: `record:${firstRecordId(record)}`,
    label: kind === 'decision' ? `${shortName(record)} ${title}` : `${kind} ${component} ${version}`,
  };
}

const componentNode = (name: string): GraphNode => ({ id: `component:${name}`, label: name });
const pathNode = (glob: string): GraphNode => ({ id: `path:${glob}`, label: glob });
