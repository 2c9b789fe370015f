import { compareTexts } from '../../core/common/compare-texts.ts';
import { counted } from '../../core/common/counted.ts';
import { printable } from '../../core/common/printable.ts';
import type { CovenantResult, Finding, Level, Notice } from '../../core/remembrancer/covenant/index.ts';
import type { Style, Terminal } from '../terminal.ts';

const LEVELS: Readonly<Record<Level, { readonly word: string; readonly style: Style }>> = {
  enforce: { word: 'error', style: 'red' },
  warn: { word: 'warning', style: 'yellow' },
  advise: { word: 'advice', style: 'dim' },
};

const ORDER = Object.keys(LEVELS);

/**
 * A result as lines for a person: each finding as editors find their way to it, the gravest rules first, with its remedy
 * behind the last of those in a row that have the same; then what else there is to say.
 */
export function resultLines(terminal: Terminal, result: CovenantResult): string[] {
  const { excepted, notices, rules } = result;
  const findings = result.findings.toSorted(
    (a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level) || compareTexts(a.rule, b.rule),
  );
  const idle = rules.filter(({ outcome }) => outcome === 'not-applicable');
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  return [
    ...findings.flatMap((finding, n) => findingLines(terminal, finding, findings[n + 1])),
    ...excepted.map((finding) => exceptedLine(terminal, finding)),
    ...notices.map((notice) => noticeLine(terminal, notice)),
    ...(idle.length > 0
      ? [
          terminal.paint(
            'dim',
            `Do not apply here (--json says why): ${idle.map(({ rule }) => rule).join(', ')}`,
          ),
        ]
      : []),
    ...(fixable > 0 ? [`${counted(fixable, 'finding')} can be mended by --fix.`] : []),
    ...(findings.length > 0
      ? [`More about a rule: vaultmesh covenant --explain ${findings[0]?.rule ?? ''}`]
      : []),
  ];
}

function findingLines(terminal: Terminal, finding: Finding, next: Finding | undefined): string[] {
  const { level, rule, message, remedy, cannotTell } = finding;
  const { word, style } = LEVELS[level];
  const kind = terminal.paint(style, cannotTell === true ? `${word}, cannot tell` : word);
  return [
    `${placeOf(finding)}${kind}: ${printable(message)} [${rule}]`,
    ...(next?.rule === rule && next.remedy === remedy
      ? []
      : [terminal.paint('dim', `    ${printable(remedy)}`)]),
  ];
}

function exceptedLine(terminal: Terminal, finding: Finding): string {
  const { rule, message, excepted } = finding;
  const why = `until ${excepted?.until ?? ''}: ${printable(excepted?.reason ?? '')}`;
  return `${placeOf(finding)}${terminal.paint('dim', 'excepted')} ${why} (${printable(message)}) [${rule}]`;
}

const noticeLine = (terminal: Terminal, { message, remedy }: Notice): string =>
  `${terminal.paint('yellow', 'notice')}: ${printable(message)} ${printable(remedy)}`;

function placeOf({ path, line, column }: Finding): string {
  if (path === undefined) return '';
  return `${printable(path)}${line === undefined ? '' : `:${line}:${column ?? 1}`}: `;
}
