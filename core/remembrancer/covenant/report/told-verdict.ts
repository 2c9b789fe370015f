import { counted } from '../../../common/counted.ts';
import type { CovenantResult } from '../covenant-result.ts';

/** The verdict in one sentence, with the rules that decide it. */
export function toldVerdict({ verdict, tree: name, part, files, rules, findings }: CovenantResult): string {
  const looked = part === undefined ? name : `the part of ${name} that was looked at (${part})`;
  const tree = files === 0 ? `${looked}, which has no files` : looked;
  if (rules.every(({ outcome }) => outcome === 'not-applicable')) {
    const reasons = new Set(rules.map(({ why = '' }) => why));
    return `Nothing was looked at: to ${tree} ${rules.map(({ rule }) => rule).join(', ')} ${rules.length === 1 ? 'does' : 'do'} not apply (${[...reasons].join('; ')}).`;
  }
  const enforced = findings.filter(({ level }) => level === 'enforce');
  const named = (outcome: 'broken' | 'cannot-tell'): string => {
    const those = new Set(rules.filter((report) => report.outcome === outcome).map(({ rule }) => rule));
    const count = enforced.filter(({ rule }) => those.has(rule)).length;
    const deciding = [...those].filter((id) => enforced.some(({ rule }) => rule === id));
    return count === 0 ? '' : `${deciding.join(', ')}, ${counted(count, 'finding')}`;
  };
  const others = findings.length - enforced.length;
  const rest =
    others === 0 ? '' : ` ${counted(others, 'more finding')} ${others === 1 ? 'does' : 'do'} not fail it.`;
  if (verdict === 'held') return `The covenant is held by ${tree}.${rest}`;
  if (verdict === 'incomplete') {
    return `Whether the covenant is held by ${tree} cannot be told: ${named('cannot-tell')}.${rest}`;
  }
  const doubts = named('cannot-tell');
  const untold = doubts === '' ? '' : `; it cannot be told of ${doubts}`;
  return `The covenant is broken by ${tree}: ${named('broken')}${untold}.${rest}`;
}
