import { isReadable } from './context-of.ts';
import type { CovenantContext } from './covenant-context.ts';
import { failedRule } from './failed-rule.ts';
import type { Found } from './found.ts';
import type { GatheredFindings } from './gathered-findings.ts';
import type { RepositoryRule } from './rule.ts';

/**
 * Gathers what a rule found in the repository. The files that a place in lines is of are read some at a time and let go;
 * where they cannot be read any more, the rest is gathered without, and that is said.
 */
export async function gatherAnswer(
  rule: RepositoryRule,
  answer: readonly Found[],
  context: CovenantContext,
  gathered: GatheredFindings,
): Promise<void> {
  const left = Map.groupBy(answer, ({ path }) => path);
  const placed = new Set(answer.filter(({ range, fix }) => range ?? fix).map(({ path }) => path));
  const files = context.tree.files.filter((file) => placed.has(file.path) && isReadable(file));
  try {
    for await (const [{ path }, text] of context.each(files)) {
      for (const found of left.get(path) ?? []) gathered.add(rule, found, text);
      left.delete(path);
    }
  } catch (error) {
    gathered.add(rule, failedRule(error), undefined);
  }
  for (const found of Array.from(left.values()).flat()) gathered.add(rule, found, undefined);
}
