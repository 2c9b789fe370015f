import { counted } from '../../common/counted.ts';
import type { CovenantConfig, Exception } from './config/covenant-config.ts';
import type { Finding } from './covenant-result.ts';
import type { Exceptions } from './exceptions.ts';
import type { FileText } from './file-text.ts';
import type { Found } from './found.ts';
import { levelOf } from './level-of.ts';
import type { Rule } from './rule.ts';
import { type Occurrences, toFinding } from './to-finding.ts';

/** Nobody reads more of one rule, and a hostile tree of a few kilobytes has millions. Of what is excepted as many. */
const MOST_OF_A_RULE = 10_000;

/** What one rule found that counts, or what of it is excepted. */
interface Share {
  readonly rule: Rule;
  readonly kept: Finding[];
  left: number;
  /** Whether some of what was left out is more than a doubt. */
  isKnown: boolean;
  /** What excepts the latest. */
  by: Exception | undefined;
}

/** What the rules found, placed while the file is at hand, so that no file is kept for it, and set apart by the exceptions. */
export class GatheredFindings {
  readonly #config: CovenantConfig;
  readonly #exceptions: Exceptions;
  readonly #occurrences: Occurrences = new Map();
  readonly #counting = new Map<Rule, Share>();
  readonly #excepted = new Map<Rule, Share>();

  constructor(config: CovenantConfig, exceptions: Exceptions) {
    this.#config = config;
    this.#exceptions = exceptions;
  }

  add(rule: Rule, found: Found, file: FileText | undefined): void {
    const by = this.#exceptions.for(rule.id, found.path, found.message);
    const shares = by === undefined ? this.#counting : this.#excepted;
    const share = shares.get(rule) ?? { rule, kept: [], left: 0, isKnown: false, by };
    shares.set(rule, share);
    share.by = by;
    if (share.kept.length < MOST_OF_A_RULE) share.kept.push(this.#finding(share, found, file));
    else {
      share.left++;
      share.isKnown ||= found.cannotTell !== true;
    }
  }

  /** What counts and, for each rule of which some was left out, how many. */
  findings(): Finding[] {
    return this.#all(this.#counting);
  }

  /** The same of what is excepted. */
  excepted(): Finding[] {
    return this.#all(this.#excepted);
  }

  #all(shares: ReadonlyMap<Rule, Share>): Finding[] {
    return Array.from(shares.values()).flatMap((share) =>
      share.left === 0 ? share.kept : [...share.kept, this.#finding(share, moreOf(share), undefined)],
    );
  }

  #finding({ rule, by }: Share, found: Found, file: FileText | undefined): Finding {
    const finding = toFinding(found, rule, levelOf(rule, this.#config), file, this.#occurrences);
    return by === undefined ? finding : { ...finding, excepted: { reason: by.reason, until: by.until } };
  }
}

const moreOf = ({ left, isKnown }: Share): Found => ({
  message: `It finds ${counted(left, 'more place')}, which are left out`,
  remedy: 'Mend those that are listed, and look again.',
  ...(!isKnown && { cannotTell: true }),
});
