import { counted } from '../../../common/counted.ts';
import type { CovenantResult } from '../covenant-result.ts';

/** The verdict in one sentence, with the rules that decide it. */
export function toldVerdict({ verdict, tree: name, part, files, rules, findings }: CovenantResult): string {
  const whole = files === 0 ? `${name}, which has no files` : name;
  const tree = part === undefined ? whole : `the part of ${whole} that was looked at (${part})`;
  const enforced = findings.filter(({ level }) => level === 'enforce');
  const deciding = rules.filter(({ rule }) => enforced.some((finding) => finding.rule === rule));
  const named = (outcome: 'broken' | 'cannot-tell'): string =>
    deciding
      .filter((report) => report.outcome === outcome)
      .map(({ rule }) => rule)
      .join(', ');
  const others = findings.length - enforced.length;
  const rest =
    others === 0 ? '' : ` ${counted(others, 'more finding')} ${others === 1 ? 'does' : 'do'} not fail it.`;
  if (verdict === 'held') return `The covenant is held by ${tree}.${rest}`;
  const count = counted(enforced.length, 'finding');
  if (verdict === 'incomplete') {
    return `Whether the covenant is held by ${tree} cannot be told: ${named('cannot-tell')}, ${count}.${rest}`;
  }
  return `The covenant is broken by ${tree}: ${named('broken')}, ${count}.${rest}`;
}
