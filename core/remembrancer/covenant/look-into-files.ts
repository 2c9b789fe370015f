import type { CovenantContext } from './covenant-context.ts';
import { isPlain } from './context-of.ts';
import { failedRule } from './failed-rule.ts';
import type { FileText } from './file-text.ts';
import type { Found } from './found.ts';
import type { GatheredFindings } from './gathered-findings.ts';
import type { FileRule } from './rule.ts';
import { FETCH_ALL } from './tree/blob-sizes.ts';
import type { TreeFile } from './tree/tree.ts';

/**
 * Looks into each plain file of the tree that `isWanted` takes, with the rules that it concerns, some at a time. Resolves
 * to how many files none of them looked into.
 */
export async function lookIntoFiles(
  rules: readonly FileRule[],
  context: CovenantContext,
  isWanted: (path: string) => boolean,
  gathered: GatheredFindings,
): Promise<number> {
  let looked = 0;
  const fitting = new Map<TreeFile, readonly FileRule[]>();
  for (const file of context.tree.files) {
    if (!isPlain(file) || !isWanted(file.path)) continue;
    const concerned = rules.filter((rule) => rule.concerns(file));
    for (const rule of concerned) {
      if (file.size > rule.mostBytes && rule.passesOverLarger !== true)
        gathered.add(rule, tooLarge(file, rule), undefined);
    }
    const those = concerned.filter((rule) => file.size <= rule.mostBytes);
    if (those.length > 0) fitting.set(file, those);
  }
  for (const file of (await context.tree.passedOver?.([...fitting.keys()])) ?? []) fitting.delete(file);
  for await (const [file, text] of context.each([...fitting.keys()])) {
    const those = fitting.get(file) ?? [];
    if (text === undefined) {
      for (const rule of those) gathered.add(rule, notThere(file), undefined);
      continue;
    }
    const suited = text.isBinary ? those.filter(({ binary }) => binary === true) : those;
    if (suited.length > 0) looked++;
    let latin1: string | undefined;
    for (const rule of suited) {
      if (rule.mayHold?.(text) === false) continue;
      if (rule.mayBreak !== undefined && !rule.mayBreak.test((latin1 ??= text.latin1))) continue;
      for (const found of foundIn(text, rule, context)) gathered.add(rule, found, text);
    }
  }
  return context.tree.files.length - looked;
}

function foundIn(file: FileText, rule: FileRule, context: CovenantContext): readonly Found[] {
  try {
    return rule.check(file, context);
  } catch (error) {
    return [failedRule(error, file.path)];
  }
}

const tooLarge = ({ path, size }: TreeFile, { mostBytes }: FileRule): Found => ({
  path,
  message: `It has ${size} bytes, and is looked into up to ${mostBytes}`,
  remedy: 'Make it smaller, or except it with a reason.',
  cannotTell: true,
});

/** Of a file that the tree has and whose bytes cannot be had. */
export const notThere = ({ path }: TreeFile): Found => ({
  path,
  message: 'Its content cannot be read',
  remedy: `Fetch it, where the clone has a filter (${FETCH_ALL}), or see that it can be read.`,
  cannotTell: true,
});
