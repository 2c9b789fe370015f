import { decisionName } from '../decisions/decision-id.ts';
import type { MemoryRecord } from './memory-record.ts';

/** What a record is called before its title: a decision that has a number by it, all else by its kind. */
export const shortName = ({ kind, number }: Pick<MemoryRecord, 'kind' | 'number'>): string =>
  number === undefined ? kind : decisionName(number);
