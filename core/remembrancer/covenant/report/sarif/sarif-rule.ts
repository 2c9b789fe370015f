import { printableLines } from '../../../../common/printable.ts';
import { shortened } from '../../../../common/shortened.ts';
import type { RuleReport } from '../../covenant-result.ts';
import type { Level, Severity } from '../../rule.ts';
import type { PageAddress } from '../page-address.ts';
import type { SarifLevel, SarifRule } from './sarif-log.ts';
import { sarifText } from './sarif-text.ts';

/** Of the descriptions GitHub takes no more. */
const LONGEST_DESCRIPTION = 1024;

export const SARIF_LEVELS: Readonly<Record<Level, SarifLevel>> = {
  enforce: 'error',
  warn: 'warning',
  advise: 'note',
};

/** Within what GitHub shows as high and medium. What is of low severity is no matter of security. */
const SECURITY_SEVERITY: Readonly<Partial<Record<Severity, string>>> = { high: '8.0', medium: '5.5' };

/** A rule as GitHub shows it beside its results; `page` is the Markdown of its page, where that is at hand. */
export function sarifRule(
  { rule, title, group, level, severity }: RuleReport,
  address: PageAddress,
  page: string | undefined,
): SarifRule {
  const helpUri = address(rule);
  const security = SECURITY_SEVERITY[severity];
  return {
    id: rule,
    name: pascalCase(title),
    shortDescription: sarifText(title),
    fullDescription: sarifText(shortened(firstReason(page) ?? `${title}.`, LONGEST_DESCRIPTION)),
    help: {
      text: page === undefined ? `See ${helpUri}` : printableLines(page),
      markdown: page === undefined ? `See [${rule}](${helpUri}).` : printableLines(page),
    },
    helpUri,
    defaultConfiguration: { level: SARIF_LEVELS[level] },
    properties: {
      tags: ['covenant', group, ...(security === undefined ? [] : ['security'])],
      ...(security === undefined
        ? { 'problem.severity': 'recommendation' }
        : { 'security-severity': security }),
    },
  };
}

/** The first paragraph under the heading `## Why`. */
function firstReason(page: string | undefined): string | undefined {
  const [, why] = page?.split(/^## Why$/mu) ?? [];
  return why
    ?.trim()
    .split(/\n\s*\n/u)[0]
    ?.replaceAll(/\s+/gu, ' ');
}

const pascalCase = (title: string): string =>
  title
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
