import { FileText, type Finding, type Tree } from '../../../core/remembrancer/covenant/index.ts';
import { suggestionOf } from '../../../core/remembrancer/covenant/report/index.ts';
import { hasLines, type NewLines, newSide } from './new-side.ts';
import { type ReviewComment, reviewComment } from './review-comment.ts';

/**
 * The fixes of `findings`, in their order, as comments on the diff of a pull request, of which `patches` has the files.
 * `tree` is what was looked at, the result of the merge, and comments are on the head: a fix is left out unless the diff
 * has the lines that it replaces just as they are in the tree. So is one for a line that one before it replaces.
 */
export async function fittingComments(
  findings: readonly Finding[],
  tree: Tree,
  patches: ReadonlyMap<string, string>,
): Promise<ReviewComment[]> {
  const byPath = Map.groupBy(
    findings.filter(({ fix }) => fix !== undefined),
    ({ path }) => path,
  );
  const made = new Map<Finding, ReviewComment>();
  // File by file, so that the texts of many are never in memory together.
  for (const file of tree.files) {
    const found = byPath.get(file.path);
    const patch = patches.get(file.path);
    if (found === undefined || patch === undefined) continue;
    const [bytes] = await tree.read([file]);
    if (bytes === undefined) continue;
    for (const [finding, comment] of commentsOfFile(found, new FileText(file, bytes), newSide(patch))) {
      made.set(finding, comment);
    }
  }
  return findings.flatMap((finding) => made.get(finding) ?? []);
}

function* commentsOfFile(
  findings: readonly Finding[],
  { text, lines }: FileText,
  hunks: readonly NewLines[],
): Generator<[Finding, ReviewComment]> {
  const taken = new Set<number>();
  const equals = new Map<string, number>();
  for (const finding of findings) {
    const suggestion = suggestionOf(finding, { text, lines });
    if (suggestion === undefined) continue;
    const { line, startLine = line } = suggestion;
    const numbers = Array.from({ length: line - startLine + 1 }, (_, n) => startLine + n);
    const replaced = lines.slice(startLine - 1, line).map(({ start, end }) => text.slice(start, end));
    if (numbers.some((number) => taken.has(number)) || !hasLines(hunks, startLine, replaced)) continue;
    for (const number of numbers) taken.add(number);
    const fix = [finding.rule, suggestion.path, replaced, suggestion.text];
    const before = equals.get(JSON.stringify(fix)) ?? 0;
    equals.set(JSON.stringify(fix), before + 1);
    yield [finding, reviewComment(suggestion, [...fix, before])];
  }
}
