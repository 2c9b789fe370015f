import { numberInReference } from '../../core/remembrancer/decisions/decision-id.ts';
import { decisionName, type MemoryRecord, type RecordFinder } from '../../core/remembrancer/memory/index.ts';

/** The record that a person names: a decision by its number as people write it, such as `adr-42`, all else as links call it. */
export function recordNamed(find: RecordFinder, name: string): MemoryRecord | undefined {
  const number = numberInReference(name);
  return (number === undefined ? undefined : find(decisionName(number))) ?? find(name);
}
