import { matchesGlob } from '../../common/matches-glob.ts';
import type { Exception } from './config/covenant-config.ts';
import type { Finding, Notice } from './covenant-result.ts';

/** Findings, divided by the exceptions of the configuration, and what is to be said of those. */
export interface Divided {
  readonly findings: readonly Finding[];
  readonly excepted: readonly Finding[];
  readonly notices: readonly Notice[];
}

/** Sets apart what is excepted on `today` (YYYY-MM-DD). The first exception that fits counts. */
export function divide(
  all: readonly Finding[],
  exceptions: readonly Exception[],
  today: string,
  isWhole: boolean,
): Divided {
  const used = new Set<Exception>();
  const findings: Finding[] = [];
  const excepted: Finding[] = [];
  for (const finding of all) {
    const fitting = exceptions.filter((exception) => fits(exception, finding));
    for (const exception of fitting) used.add(exception);
    const valid = fitting.find(({ until }) => until >= today);
    if (valid === undefined) findings.push(finding);
    else excepted.push({ ...finding, excepted: { reason: valid.reason, until: valid.until } });
  }
  const notices = exceptions.flatMap((exception): Notice[] => {
    const what = `The exception from ${exception.rule}${exception.paths ? ` for ${exception.paths.join(', ')}` : ''}`;
    if (exception.until < today) {
      const message = `${what} ended on ${exception.until}.`;
      return [{ message, remedy: 'Remove it, or give it a new reason and date.' }];
    }
    // Of a part of the tree it cannot be told.
    if (used.has(exception) || !isWhole) return [];
    return [{ message: `${what} excepts nothing.`, remedy: 'Remove it.' }];
  });
  return { findings, excepted, notices };
}

const fits = ({ rule, paths }: Exception, finding: Finding): boolean =>
  rule === finding.rule &&
  (paths === undefined ||
    (finding.path !== undefined && paths.some((glob) => matchesGlob(glob, finding.path ?? ''))));
