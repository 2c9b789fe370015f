import type {
  CovenantResult,
  Finding,
  RuleReport,
} from '../../../../../core/remembrancer/covenant/covenant-result.ts';

/** A finding of VM-II-01 in a workflow, with the members given in place of its own. */
export const sampleFinding = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'VM-II-01',
  title: 'Actions are pinned by full commit SHA',
  level: 'enforce',
  severity: 'high',
  path: '.github/workflows/ci.yml',
  ...{ line: 3, column: 9, endLine: 3, endColumn: 28 },
  message: 'actions/checkout@v6 is a tag, which can be moved',
  remedy: 'Pin it by the full SHA of a commit.',
  fingerprint: 'f'.repeat(64),
  ...changes,
});

export const sampleReport = (changes: Partial<RuleReport> = {}): RuleReport => ({
  rule: 'VM-II-01',
  title: 'Actions are pinned by full commit SHA',
  group: 'reproducibility',
  level: 'enforce',
  severity: 'high',
  outcome: 'held',
  findings: 0,
  excepted: 0,
  ...changes,
});

/** A result of rules that are held, with the members given in place of its own. */
export const sampleResult = (changes: Partial<CovenantResult> = {}): CovenantResult => ({
  verdict: 'held',
  tree: 'commit 3f2a',
  standIn: 'README.md',
  files: 12,
  bytes: 3456,
  passedOver: 2,
  ruleSet: 1,
  rules: [
    sampleReport({ rule: 'VM-I-07', title: 'Links lead to files', group: 'integrity', severity: 'low' }),
    sampleReport(),
  ],
  findings: [],
  excepted: [],
  notices: [],
  ...changes,
});

/** A result in which the rule of the sample finding is broken by `findings`. */
export const brokenResult = (...findings: Finding[]): CovenantResult =>
  sampleResult({
    verdict: 'broken',
    rules: [sampleReport({ outcome: 'broken', findings: findings.length })],
    findings,
  });

/** What a hostile file or path can bring into a message. */
export const HOSTILE =
  '</code><img src=x> | **a** [b](https://e.example) `c` @d #1\n::error::e\u001b[31m\u202e ##[f] www.g.example';
