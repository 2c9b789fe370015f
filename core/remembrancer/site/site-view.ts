import { sha256Hex } from '../../common/bytes.ts';
import { type LedgerHead, type LedgerStore, parseVerifierKey } from '../ledger/index.ts';
import {
  type DecisionTexts,
  type GraphEdge,
  type Memory,
  type MemoryRecord,
  memoryGraph,
  type ProvenTexts,
  readDecisionTexts,
  readMemory,
  type ReadMemoryOptions,
  type RecordFinder,
  recordFinder,
  successorFinder,
} from '../memory/index.ts';

/** What all pages of a site are made from. */
export interface SiteView {
  readonly memory: Memory;
  readonly texts: ProvenTexts;
  /** The signed checkpoint, with its cosignatures. */
  readonly note: string;
  /** SHA-256 of the log's public key, in hex. */
  readonly fingerprint: string;
  /** The records of each kind, in the order of the log; kinds in the order of `LISTED_KINDS`, then by name. */
  readonly kinds: ReadonlyMap<string, readonly MemoryRecord[]>;
  readonly find: RecordFinder;
  /** By the number of an entry: how many records stand before it, of all and of its kind. */
  readonly placeOf: ReadonlyMap<number, RecordPlace>;
  /** The relations of decisions, in the order of the log. */
  readonly decisionEdges: readonly GraphEdge[];
  /** By the id of a node: the edges that begin or end there. */
  readonly edgesOf: ReadonlyMap<string, readonly GraphEdge[]>;
  /** By the id of a node, for those that are records. */
  readonly recordOf: ReadonlyMap<string, MemoryRecord>;
  /** What took the place of a record, the newest first. */
  readonly successorsOf: (record: MemoryRecord) => readonly MemoryRecord[];
}

export type RecordPlace = Readonly<Record<'ofAll' | 'ofKind', number>>;

/** The kinds that have a list in every site, though there be no record. */
const LISTED_KINDS = ['decision', 'release', 'deployment'];

/** Which state of the ledger a site shows, and where the texts of decisions are: without it their receipts speak. */
export interface SiteOptions extends ReadMemoryOptions {
  readonly texts?: DecisionTexts;
}

/** Reads what a site shows. Every record is proven, and every text has the digest of its receipt. Throws as `readMemory`. */
export async function readSite(
  store: LedgerStore,
  ledger: LedgerHead,
  { texts: source, ...options }: SiteOptions = {},
): Promise<SiteView> {
  const memory = await readMemory(store, ledger, options);
  const texts =
    source === undefined ? new Map<string, string>() : await readDecisionTexts(source, memory.records);
  return viewOf(memory, ledger.note, texts);
}

function viewOf(memory: Memory, note: string, texts: ProvenTexts): SiteView {
  const { records, verifierKey } = memory;
  const found = [...new Set(records.map(({ kind }) => kind))].filter((kind) => !LISTED_KINDS.includes(kind));
  const byKind = Map.groupBy(records, ({ kind }) => kind);
  const edges = memoryGraph(records);
  const edgesOf = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    for (const { id } of [edge.from, edge.to]) {
      const known = edgesOf.get(id);
      if (known === undefined) edgesOf.set(id, [edge]);
      else known.push(edge);
    }
  }
  const recordOf = new Map(records.map((record) => [`record:${record.id}`, record]));
  const isDecision = (id: string): boolean => recordOf.get(id)?.kind === 'decision';
  return {
    memory,
    texts,
    note,
    fingerprint: sha256Hex(parseVerifierKey(verifierKey).publicKey),
    kinds: new Map([...LISTED_KINDS, ...found.sort()].map((kind) => [kind, byKind.get(kind) ?? []])),
    find: recordFinder(records),
    placeOf: placesOf(records),
    decisionEdges: edges.filter(({ from, to }) => [from, to].some(({ id }) => isDecision(id))),
    edgesOf,
    recordOf,
    successorsOf: successorFinder(records),
  };
}

function placesOf(records: readonly MemoryRecord[]): Map<number, RecordPlace> {
  const counts = new Map<string, number>();
  return new Map(
    records.map(({ index, kind }, ofAll) => {
      const ofKind = counts.get(kind) ?? 0;
      counts.set(kind, ofKind + 1);
      return [index, { ofAll, ofKind }];
    }),
  );
}
