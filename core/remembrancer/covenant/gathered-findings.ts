import { counted } from '../../common/counted.ts';
import type { CovenantConfig } from './config/covenant-config.ts';
import type { Finding } from './covenant-result.ts';
import type { FileText } from './file-text.ts';
import type { Found } from './found.ts';
import { levelOf } from './level-of.ts';
import type { Rule } from './rule.ts';
import { type Occurrences, toFinding } from './to-finding.ts';

/** Nobody reads more of one rule, and a hostile tree of a few kilobytes has millions. */
const MOST_OF_A_RULE = 10_000;

/** What the rules found, placed while the file is at hand, so that no file is kept for it. */
export class GatheredFindings {
  readonly #config: CovenantConfig;
  readonly #findings: Finding[] = [];
  readonly #occurrences: Occurrences = new Map();
  readonly #byRule = new Map<Rule, { kept: number; left: number; isKnown: boolean }>();

  constructor(config: CovenantConfig) {
    this.#config = config;
  }

  add(rule: Rule, found: Found, file: FileText | undefined): void {
    const counts = this.#byRule.get(rule) ?? { kept: 0, left: 0, isKnown: false };
    this.#byRule.set(rule, counts);
    if (counts.kept === MOST_OF_A_RULE) {
      counts.left++;
      counts.isKnown ||= found.cannotTell !== true;
      return;
    }
    counts.kept++;
    this.#findings.push(toFinding(found, rule, levelOf(rule, this.#config), file, this.#occurrences));
  }

  /** All of them and, for each rule of which some were left out, how many. */
  all(): Finding[] {
    const left = [...this.#byRule].filter(([, counts]) => counts.left > 0);
    return [
      ...this.#findings,
      ...left.map(([rule, counts]) => {
        const more: Found = {
          message: `It finds ${counted(counts.left, 'more place')}, which are left out`,
          remedy: 'Mend those that are listed, and look again.',
          ...(!counts.isKnown && { cannotTell: true }),
        };
        return toFinding(more, rule, levelOf(rule, this.#config), undefined, this.#occurrences);
      }),
    ];
  }
}
