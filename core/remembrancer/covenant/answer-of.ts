import type { ReadingContext } from './context-of.ts';
import { failedRule } from './failed-rule.ts';
import { notThere } from './look-into-files.ts';
import type { RepositoryAnswer, RepositoryRule } from './rule.ts';

/**
 * What a rule says of the repository. That it failed, and each file that it asked for and that cannot be read, is found too: a
 * rule gets no more of such a file than of one that is not there.
 */
export async function answerOf(rule: RepositoryRule, context: ReadingContext): Promise<RepositoryAnswer> {
  const answer = await answerOrFailure(rule, context);
  const found = 'notApplicable' in answer ? [] : answer;
  const said = new Set(found.map(({ path }) => path));
  const lacking = context.takeUnread().filter(({ path }) => !said.has(path));
  return lacking.length === 0 ? answer : [...found, ...lacking.map(notThere)];
}

async function answerOrFailure(rule: RepositoryRule, context: ReadingContext): Promise<RepositoryAnswer> {
  try {
    return await rule.check(context);
  } catch (error) {
    return [failedRule(error)];
  }
}
