import { counted } from '../../../common/counted.ts';
import { markdownText } from '../../../common/markdown-text.ts';
import type { CovenantResult, Finding, RuleReport } from '../covenant-result.ts';
import type { RuleId } from '../rule.ts';
import { moreFindings } from './more-findings.ts';
import { pageAddress, type PageAddress } from './page-address.ts';
import { sentenceOf } from './sentence-of.ts';
import { toldVerdict } from './told-verdict.ts';
import { upTo } from './up-to.ts';

/** GitHub takes 1 MiB for a step; this leaves room for what others add. */
const MOST_BYTES = 900_000;

const CUT = 'There is more: `vaultmesh covenant --json` has all of it.';
const ITEM = '- ';

const HEADINGS = { held: 'held', broken: 'broken', incomplete: 'it cannot be told' } as const;
const OUTCOMES: Readonly<Record<RuleReport['outcome'], string>> = {
  held: 'held',
  broken: '**broken**',
  excepted: 'excepted',
  'cannot-tell': '**cannot tell**',
  'not-applicable': 'not applicable',
};

/**
 * The Markdown of a job summary: the verdict, the rules that are not simply held, what is to be said of the
 * configuration, findings by file, and what is excepted. Nothing that a file or its path says becomes markup. What is
 * longer than `most` bytes is cut at the end of a line, and says how many findings are not shown.
 */
export function covenantSummary(
  result: CovenantResult,
  address: PageAddress = pageAddress,
  most = MOST_BYTES,
): string {
  const { verdict, files, bytes, passedOver, ruleSet, rules, findings, excepted, notices } = result;
  const link = (rule: RuleId): string => `[${rule}](${address(rule)})`;
  const silent = rules.filter(({ outcome }) => outcome === 'held' || outcome === 'not-applicable');
  const head = [
    `## Covenant: ${HEADINGS[verdict]}`,
    '',
    markdownText(toldVerdict(result)),
    '',
    ...rulesTable(rules, link),
    `${countsOf(silent)} Rule set ${ruleSet}; ${counted(files, 'file')} with ${counted(bytes, 'byte')}, of which no rule for single files looked into ${passedOver}.`,
    ...section('What to change in the configuration', notices, (notice) => [
      `- ${markdownText(sentenceOf(notice))}`,
    ]),
  ];
  const listed = section('Findings', byPath(findings), ([path, those]) => [
    `### ${path === undefined ? 'The repository' : code(path)}`,
    '',
    ...those.map((finding) => `${ITEM}${findingItem(finding, link)}`),
    '',
  ]);
  const table = exceptedTable(excepted, link);
  return upTo(most, [...head, ...listed, ...table], (kept) => {
    const left = listed.slice(Math.max(0, kept - head.length)).filter((line) => line.startsWith(ITEM)).length;
    return left === 0 ? CUT : moreFindings(left);
  });
}

function rulesTable(rules: readonly RuleReport[], link: (rule: RuleId) => string): string[] {
  const shown = rules.filter(({ outcome }) => outcome !== 'held' && outcome !== 'not-applicable');
  if (shown.length === 0) return [];
  return [
    '| Rule | What should hold | Level | Outcome | Findings | Excepted |',
    '| --- | --- | --- | --- | ---: | ---: |',
    ...shown.map(
      ({ rule, title, level, outcome, findings, excepted }) =>
        `| ${link(rule)} | ${markdownText(title)} | ${level} | ${OUTCOMES[outcome]} | ${findings} | ${excepted} |`,
    ),
    '',
  ];
}

/** Of the rules that nothing was found for, with why some of them had nothing to look at. */
function countsOf(rules: readonly RuleReport[]): string {
  const reasons = Map.groupBy(
    rules.filter(({ outcome }) => outcome === 'not-applicable'),
    ({ why = '' }) => why,
  );
  const idle = Array.from(
    reasons,
    ([why, those]) =>
      ` Not applicable: ${those.map(({ rule }) => rule).join(', ')}${why === '' ? '' : ` (${markdownText(why)})`}.`,
  );
  const held = rules.filter(({ outcome }) => outcome === 'held').length;
  return `${counted(held, 'rule')} held.${idle.join('')}`;
}

const findingItem = (finding: Finding, link: (rule: RuleId) => string): string =>
  [
    finding.line === undefined ? '' : `line ${finding.line}, `,
    `${link(finding.rule)}, ${finding.level}: `,
    finding.cannotTell === true ? '**cannot tell.** ' : '',
    markdownText(sentenceOf(finding)),
  ].join('');

function exceptedTable(excepted: readonly Finding[], link: (rule: RuleId) => string): string[] {
  if (excepted.length === 0) return [];
  return [
    '',
    '## Excepted',
    '',
    '| Rule | Where | What | Reason | Until |',
    '| --- | --- | --- | --- | --- |',
    ...excepted.map((finding) => {
      const { rule, path, line, excepted: by } = finding;
      const where =
        path === undefined ? 'the repository' : code(path) + (line === undefined ? '' : `, line ${line}`);
      const cells = [link(rule), where, markdownText(sentenceOf(finding)), markdownText(by?.reason ?? '')];
      return `| ${cells.join(' | ')} | ${by?.until ?? ''} |`;
    }),
  ];
}

const section = <Item>(
  heading: string,
  items: readonly Item[],
  linesOf: (item: Item) => readonly string[],
): string[] => (items.length === 0 ? [] : ['', `## ${heading}`, '', ...items.flatMap(linesOf)]);

const byPath = (findings: readonly Finding[]): [string | undefined, Finding[]][] =>
  Array.from(Map.groupBy(findings, ({ path }) => path));

/** Markdown goes on within the element, so what it acts on is an entity there too. */
const code = (path: string): string => `<code>${markdownText(path)}</code>`;
