import type { Found } from '../../../../../../core/remembrancer/covenant/found.ts';
import type { Rule } from '../../../../../../core/remembrancer/covenant/rule.ts';
import { memoryTree } from '../../../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import { contextWith } from '../../context-with.ts';
import { expectLegible } from '../../expect-legible.ts';
import { fileOf } from '../../file-of.ts';

/** What a rule finds in files, in their order. */
export async function foundBy(
  rule: Rule,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<readonly Found[]> {
  const context = contextWith({ tree: memoryTree(files) });
  if (rule.kind === 'repository') {
    const answer = await rule.check(context);
    return 'notApplicable' in answer ? [] : expectLegible(answer);
  }
  const found = Object.entries(files)
    .map(([path, content]) => fileOf(path, content))
    .filter(
      (file) =>
        rule.concerns(file.file) &&
        !file.isBinary &&
        (rule.mayBreak === undefined || rule.mayBreak.test(file.latin1)),
    )
    .flatMap((file) => rule.check(file, context));
  return expectLegible(found);
}

/** The parts of `script`, as a file of a shell, in which a rule finds something. */
export async function partsFoundBy(rule: Rule, script: string, path = 'run.sh'): Promise<readonly string[]> {
  const found = await foundBy(rule, { [path]: script });
  const { text } = fileOf(path, script);
  return found.map(({ range }) => (range ? text.slice(range.start, range.end) : 'the file'));
}

/** A workflow with one step that runs `script`. */
export const workflowOf = (script: string, on = 'push'): string =>
  `on: ${on}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n${script.replaceAll(/^/gm, '          ')}\n`;

/** Scripts that have nothing to find in them, or that cannot be read, in each way a file can be. */
export const QUIET_FILES: readonly (readonly [string, string | Uint8Array])[] = [
  ['an empty file', ''],
  ['one long line', 'curl '.repeat(200_000)],
  ['many pipes', 'curl https://a.example/x | tee | '.repeat(20_000)],
  ['no UTF-8', Buffer.from('curl \xff\xfe | cat\n', 'latin1')],
];
