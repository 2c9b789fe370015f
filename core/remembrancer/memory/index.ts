export {
  type Answer,
  type AnswerItem,
  ask,
  askable,
  type AskableMemory,
  likenessBy,
  type Question,
  type Quotation,
} from './ask.ts';
export {
  type DecisionFile,
  type DecisionTexts,
  MAX_TEXT_BYTES,
  type ProvenTexts,
  readDecisionTexts,
} from './decision-texts.ts';
export {
  type AncestorsAmong,
  decisionsAtCommit,
  type DecisionsAtCommit,
  withDecidedBy,
} from './decisions-at-commit.ts';
export { filterRecords, type MemoryFilter } from './filter.ts';
export { graphDiagrams } from './graph-diagrams.ts';
export { edgesAt, type GraphEdge, type GraphNode, memoryGraph, type Relation } from './graph.ts';
export { decisionsInForceAt, type InForceAt } from './decisions-in-force-at.ts';
export { decisionsInForceWhen } from './decisions-in-force-when.ts';
export { firstRecordId, memoryRecord, type MemoryRecord, recordedStatus } from './memory-record.ts';
export { nameDecisions, type NamedDecision } from './name-decisions.ts';
export { decisionName } from '../decisions/decision-id.ts';
export { type Memory, readMemory, type ReadMemoryOptions } from './read-memory.ts';
export { readRecordsOfKind } from './read-records-of-kind.ts';
export { type RecordFinder, recordFinder, recordPath } from './record-finder.ts';
export { textsInStore } from './texts-in-store.ts';
export { releaseFinder } from './release-finder.ts';
export { revisionOf } from './revision-of.ts';
export { asksSomething, type WordModel } from './search/index.ts';
export { shortName } from './short-name.ts';
export { successorFinder } from './successor-finder.ts';
export { timeline } from './timeline.ts';
export { timelineDiagrams } from './timeline-diagrams.ts';
export { recordsTouchedBy, type TouchedRecord } from './touched-by.ts';
