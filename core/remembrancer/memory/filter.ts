import { formatTime } from '../../common/clock.ts';
import type { MemoryRecord } from './memory-record.ts';

/** Which records are asked for. What is left out asks for nothing. */
export interface MemoryFilter {
  readonly kind?: string;
  readonly status?: string;
  readonly component?: string;
  /** From this moment on. */
  readonly since?: Date;
  /** Before this moment. */
  readonly until?: Date;
}

/** The records that are all that is asked for, in their order. */
export const filterRecords = <Item extends MemoryRecord>(
  records: readonly Item[],
  filter: MemoryFilter,
): Item[] => records.filter(passes(filter));

/** Whether a record is all that is asked for. */
export function passes({
  kind,
  status,
  component,
  since,
  until,
}: MemoryFilter): (record: MemoryRecord) => boolean {
  const [from, to] = [since, until].map((moment) => moment && firstSecond(moment));
  return (record) =>
    (kind === undefined || record.kind === kind) &&
    (status === undefined || record.status === status) &&
    (component === undefined || record.component === component) &&
    (from === undefined || record.time >= from) &&
    (to === undefined || record.time < to);
}

/** The first time that a record can have at or after a moment: records have whole seconds. */
const firstSecond = (moment: Date): string => formatTime(new Date(Math.ceil(moment.getTime() / 1000) * 1000));
