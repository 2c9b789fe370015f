import type { CovenantResult } from '../covenant-result.ts';
import type { RuleId } from '../rule.ts';
import { moreFindings } from './more-findings.ts';
import { pageAddress, type PageAddress } from './page-address.ts';
import { sentenceOf } from './sentence-of.ts';
import { worstFirst } from './worst-first.ts';
import type { SarifLog, SarifNotification } from './sarif/sarif-log.ts';
import { sarifDoubt, sarifResult } from './sarif/sarif-result.ts';
import { sarifRule } from './sarif/sarif-rule.ts';
import { sarifText } from './sarif/sarif-text.ts';

/** GitHub shows so many results of a run. */
const MOST_RESULTS = 5000;
const MOST_NOTIFICATIONS = 1000;

export interface SarifOptions {
  /** Of this program. */
  readonly version?: string;
  /** Where the pages are; by default in the project's repository. */
  readonly address?: PageAddress;
  /** The Markdown of a rule's page. Without it a rule only says where its page is. */
  readonly page?: (rule: RuleId) => string | undefined;
}

/**
 * The result as SARIF 2.1.0, within what GitHub code scanning takes
 * (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
 * The worst comes first. Excepted findings are left out, since GitHub does not read `suppressions` and would show them as
 * open. What a rule could not look at is a notification and no result.
 */
export function covenantSarif(result: CovenantResult, options: SarifOptions = {}): SarifLog {
  const { version, address = pageAddress, page = () => undefined } = options;
  const { standIn } = result;
  const indexes = new Map(result.rules.map(({ rule }, index) => [rule, index]));
  const indexOf = (rule: RuleId): number => indexes.get(rule) ?? -1;
  const ranked = worstFirst(result.findings);
  const alerts = ranked.filter(({ cannotTell }) => cannotTell !== true);
  const doubts = ranked.filter(({ cannotTell }) => cannotTell === true);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'VaultMesh covenant',
            informationUri: 'https://github.com/vaultmesh/record',
            ...(version !== undefined && { version }),
            rules: result.rules.map((report) => sarifRule(report, address, page(report.rule))),
          },
        },
        automationDetails: { id: 'vaultmesh-covenant/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: result.verdict !== 'incomplete',
            toolExecutionNotifications: [
              ...doubts
                .slice(0, MOST_NOTIFICATIONS)
                .map((doubt) => sarifDoubt(doubt, indexOf(doubt.rule), standIn)),
              ...left(alerts.slice(MOST_RESULTS).length + doubts.slice(MOST_NOTIFICATIONS).length),
            ],
            toolConfigurationNotifications: result.notices
              .slice(0, MOST_NOTIFICATIONS)
              .map((notice) => ({ level: 'warning', message: sarifText(sentenceOf(notice)) })),
          },
        ],
        results: alerts
          .slice(0, MOST_RESULTS)
          .map((finding) => sarifResult(finding, indexOf(finding.rule), standIn)),
      },
    ],
  };
}

const left = (count: number): SarifNotification[] =>
  count === 0 ? [] : [{ level: 'warning', message: { text: moreFindings(count) } }];
