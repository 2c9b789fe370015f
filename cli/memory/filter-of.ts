import { parseMoment } from '../../core/common/parse-moment.ts';
import type { MemoryFilter } from '../../core/remembrancer/memory/index.ts';
import type { FilterOptions } from './memory-options.ts';

/** What the options ask for. Throws `usage` for what is no time. */
export const filterOf = ({ kind, status, component, since, until }: FilterOptions): MemoryFilter => ({
  ...(kind !== undefined && { kind }),
  ...(status !== undefined && { status }),
  ...(component !== undefined && { component }),
  ...(since !== undefined && { since: parseMoment(since, '--since') }),
  ...(until !== undefined && { until: parseMoment(until, '--until') }),
});
