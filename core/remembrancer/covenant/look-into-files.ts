import type { CovenantContext } from './covenant-context.ts';
import { isPlain } from './context-of.ts';
import { failedRule } from './failed-rule.ts';
import { FileText } from './file-text.ts';
import type { Found } from './found.ts';
import type { GatheredFindings } from './gathered-findings.ts';
import type { FileRule } from './rule.ts';
import type { TreeFile } from './tree/tree.ts';

/** So much of a tree is in memory at once. */
const BATCH_BYTES = 16 * 1024 * 1024;
const BATCH_FILES = 1000;

/**
 * Looks into each plain file of the tree that `isWanted` takes, with the rules that it concerns, a batch at a time. Resolves
 * to how many files no rule looked into.
 */
export async function lookIntoFiles(
  rules: readonly FileRule[],
  context: CovenantContext,
  isWanted: (path: string) => boolean,
  gathered: GatheredFindings,
): Promise<number> {
  let looked = 0;
  const jobs = context.tree.files.flatMap((file) => {
    if (!isPlain(file) || !isWanted(file.path)) return [];
    const concerned = rules.filter((rule) => rule.concerns(file));
    const fitting = concerned.filter((rule) => file.size <= rule.mostBytes);
    for (const rule of concerned) {
      if (file.size > rule.mostBytes && rule.passesOverLarger !== true)
        gathered.add(rule, tooLarge(file, rule), undefined);
    }
    return fitting.length === 0 ? [] : [{ file, rules: fitting }];
  });
  for (const batch of batches(jobs)) {
    const contents = await context.tree.read(batch.map(({ file }) => file));
    batch.forEach(({ file, rules: fitting }, n) => {
      const bytes = contents[n];
      if (bytes === undefined) {
        for (const rule of fitting) gathered.add(rule, notThere(file), undefined);
        return;
      }
      const text = new FileText(file, bytes);
      const suited = text.isBinary ? fitting.filter(({ binary }) => binary === true) : fitting;
      if (suited.length > 0) looked++;
      let latin1: string | undefined;
      for (const rule of suited) {
        if (rule.mayBreak !== undefined && !rule.mayBreak.test((latin1 ??= text.latin1))) continue;
        for (const found of foundIn(text, rule, context)) gathered.add(rule, found, text);
      }
    });
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

function* batches<Job extends { readonly file: TreeFile }>(jobs: readonly Job[]): Generator<Job[]> {
  let batch: Job[] = [];
  let bytes = 0;
  for (const job of jobs) {
    if (batch.length > 0 && (bytes + job.file.size > BATCH_BYTES || batch.length >= BATCH_FILES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(job);
    bytes += job.file.size;
  }
  if (batch.length > 0) yield batch;
}

const tooLarge = ({ path, size }: TreeFile, { mostBytes }: FileRule): Found => ({
  path,
  message: `It has ${size} bytes, and is looked into up to ${mostBytes}`,
  remedy: 'Make it smaller, or except it with a reason.',
  cannotTell: true,
});

const notThere = ({ path }: TreeFile): Found => ({
  path,
  message: 'Its content cannot be read',
  remedy: 'Fetch the files of the commit: a clone with a filter does not have them.',
  cannotTell: true,
});
