import { adrTools } from './adr-tools.ts';
import type { Dialect } from './dialect.ts';
import { log4brains } from './log4brains.ts';
import { madr2 } from './madr-2.ts';
import { madr3, madr4 } from './madr.ts';
import { nygard } from './nygard.ts';
import { table } from './table.ts';

/** In the order in which they are tried: the first that knows a document reads it. */
export const DIALECTS: readonly Dialect[] = [madr3, madr4, table, log4brains, madr2, adrTools, nygard];
