import { printable } from '../../../core/common/printable.ts';
import type { Finding } from '../../../core/remembrancer/covenant/index.ts';
import { sentenceOf } from '../../../core/remembrancer/covenant/report/index.ts';

/** `src/a.sh:3:1: enforce: … [VM-II-07]`, for the log. */
export function findingLine(finding: Finding): string {
  const { rule, level, path = 'the repository', line, column, cannotTell } = finding;
  const place = [printable(path), line, line === undefined ? undefined : column];
  const kind = cannotTell === true ? `${level}, cannot tell` : level;
  return `${place.filter((part) => part !== undefined).join(':')}: ${kind}: ${sentenceOf(finding)} [${rule}]`;
}
