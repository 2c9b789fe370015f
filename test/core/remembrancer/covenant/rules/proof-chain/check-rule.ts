import {
  checkCovenant,
  type CovenantConfig,
  type Finding,
  memoryTree,
  parseCovenantConfig,
  type Rule,
  type RuleReport,
  type Tree,
} from '../../../../../../core/remembrancer/covenant/index.ts';
import { expectLegible } from '../../expect-legible.ts';

export type Contents = Readonly<Record<string, string | Uint8Array>>;

export interface Looked {
  readonly findings: readonly Finding[];
  readonly report: RuleReport | undefined;
}

/** What one rule finds in a tree and, with `before`, in what was changed of it. */
export async function checkRule(
  rule: Rule,
  tree: Contents | Tree,
  before?: Contents | Tree,
  texts: readonly string[] = [],
  config: Partial<CovenantConfig> = {},
): Promise<Looked> {
  const { findings, rules } = await checkCovenant(
    {
      tree: treeOf(tree),
      config: { ...parseCovenantConfig(undefined, new Set()), ...config },
      clock: () => new Date('2026-11-22T09:00:00Z'),
      pins: { actions: new Map(), images: new Map() },
      ledger: 'none',
      ...(before && { change: { base: treeOf(before), texts } }),
    },
    { rules: [rule] },
  );
  return { findings: expectLegible(findings), report: rules[0] };
}

const treeOf = (given: Contents | Tree): Tree => (isTree(given) ? given : memoryTree(given));

const isTree = (given: Contents | Tree): given is Tree => typeof given['read'] === 'function';
