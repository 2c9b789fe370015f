import { compareTexts } from '../../common/compare-texts.ts';
import { VaultMeshError } from '../../common/error.ts';
import { answerOf } from './answer-of.ts';
import { configChange } from './config-change.ts';
import { contextOf } from './context-of.ts';
import type { Inputs } from './covenant-context.ts';
import type { CovenantResult, Finding, RuleOutcome, RuleReport } from './covenant-result.ts';
import { Exceptions } from './exceptions.ts';
import { gatherAnswer } from './gather-answer.ts';
import { GatheredFindings } from './gathered-findings.ts';
import { laterRuleSet } from './later-rule-set.ts';
import { levelOf } from './level-of.ts';
import { lookIntoFiles } from './look-into-files.ts';
import { type FileRule, groupOf, type RepositoryRule, type Rule } from './rule.ts';
import { RULES } from './rules/rules.ts';
import { standInFor } from './stand-in.ts';
import { unmeantPaths } from './unmeant-paths.ts';

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

export interface CheckOptions {
  /** All of them by default. */
  readonly rules?: readonly Rule[];
  /** The rules that look at one file at a time, and no other. */
  readonly only?: 'fast';
  /** Of which files findings are wanted; all by default. */
  readonly isWanted?: (path: string) => boolean;
  /** What part of the check that is, for a person: `below docs/, by the fast rules`. */
  readonly part?: string;
}

/**
 * Holds a tree against the covenant: the one function behind the command and the Action. It runs nothing
 * of the tree, and its time is bounded by the size of the tree. Throws what the inputs throw, and `usage` without a rule.
 */
export async function checkCovenant(inputs: Inputs, options: CheckOptions = {}): Promise<CovenantResult> {
  const { rules: all = RULES, only, isWanted = () => true } = options;
  const rules = only === 'fast' ? all.filter(isFileRule) : all;
  if (rules.length === 0)
    throw new VaultMeshError('usage', 'No rule is left to look with; ask for one more.');
  const context = contextOf(inputs, RULE_IDS);
  const { config, tree, clock } = inputs;
  const exceptions = new Exceptions(config.exceptions, clock);
  const gathered = new GatheredFindings(config, exceptions);
  const notApplicable = new Map<Rule, string>();
  const passedOver = await lookIntoFiles(rules.filter(isFileRule), context, isWanted, gathered);
  for (const rule of rules.filter(isRepositoryRule)) {
    const answer = await answerOf(rule, context);
    if ('notApplicable' in answer) {
      notApplicable.set(rule, answer.notApplicable);
      continue;
    }
    const wanted = answer.filter(({ path }) => path === undefined || isWanted(path));
    await gatherAnswer(rule, wanted, context, gathered);
  }
  const isWhole = only === undefined && options.isWanted === undefined && all === RULES;
  const findings = gathered.findings().sort(inOrder);
  const excepted = gathered.excepted().sort(inOrder);
  return {
    verdict: verdictOf(findings),
    tree: tree.name,
    standIn: standInFor(tree.files),
    ...(options.part !== undefined && { part: options.part }),
    files: tree.files.length,
    bytes: tree.files.reduce((sum, { size }) => sum + size, 0),
    passedOver,
    ruleSet: config.ruleSet,
    rules: rules.map((rule): RuleReport => {
      const { id, title, severity } = rule;
      const own = findings.filter((finding) => finding.rule === id);
      const aside = excepted.filter((finding) => finding.rule === id).length;
      const why = notApplicable.get(rule);
      return {
        ...{ rule: id, title, group: groupOf(id), level: levelOf(rule, config), severity },
        outcome: outcomeOf(own, aside, why),
        findings: own.length,
        excepted: aside,
        ...(why !== undefined && { why }),
      };
    }),
    findings,
    excepted,
    notices: [
      ...exceptions.notices(isWhole),
      ...laterRuleSet(inputs),
      ...(isWhole ? unmeantPaths(inputs) : []),
      ...(await configChange(inputs)),
    ],
  };
}

const isFileRule = (rule: Rule): rule is FileRule => rule.kind === 'file';
const isRepositoryRule = (rule: Rule): rule is RepositoryRule => rule.kind === 'repository';

function verdictOf(findings: readonly Finding[]): CovenantResult['verdict'] {
  const enforced = findings.filter(({ level }) => level === 'enforce');
  if (enforced.length === 0) return 'held';
  return enforced.every(({ cannotTell }) => cannotTell === true) ? 'incomplete' : 'broken';
}

function outcomeOf(own: readonly Finding[], excepted: number, why: string | undefined): RuleOutcome {
  if (why !== undefined) return 'not-applicable';
  if (own.length === 0) return excepted > 0 ? 'excepted' : 'held';
  return own.every(({ cannotTell }) => cannotTell === true) ? 'cannot-tell' : 'broken';
}

const inOrder = (a: Finding, b: Finding): number =>
  compareTexts(a.path ?? '', b.path ?? '') ||
  (a.line ?? 0) - (b.line ?? 0) ||
  (a.column ?? 0) - (b.column ?? 0) ||
  compareTexts(a.rule, b.rule);
