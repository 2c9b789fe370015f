import {
  CONFIG_PATH,
  type Inputs,
  memoryTree,
  parseCovenantConfig,
  RULES,
} from '../../../../core/remembrancer/covenant/index.ts';
import type { Example } from './rule-page.ts';

export const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/** The day of every example. */
export const TODAY = new Date('2026-11-22T09:00:00Z');

/** What a door would bring of an example. Its tree before, where one file of it is given, is the tree with that file as it was. */
export function inputsOf({ files, before, says }: Example, config?: string): Inputs {
  const isChange = Object.keys(before).length > 0 || says.length > 0;
  return {
    tree: memoryTree(files),
    config: parseCovenantConfig(config ?? files[CONFIG_PATH], RULE_IDS),
    clock: () => TODAY,
    pins: { actions: new Map(), images: new Map() },
    ledger: 'none',
    ...(isChange && { change: { base: memoryTree(before), texts: says } }),
  };
}
