import { printable } from '../../../common/printable.ts';
import type { CovenantResult, Finding, Region } from '../covenant-result.ts';
import type { Level } from '../rule.ts';
import { moreFindings } from './more-findings.ts';
import { sentenceOf } from './sentence-of.ts';
import { worstFirst } from './worst-first.ts';

/** What GitHub shows beside a line of a file, or of the run as a whole when it has no path. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly path?: string;
  /** Its columns are left out when it is over more than one line: GitHub takes none then. */
  readonly region?: Pick<Region, 'line' | 'endLine'> & Partial<Region>;
}

/** GitHub shows ten of each kind for a step. The tenth error is left to the verdict. */
const MOST = { error: 9, warning: 10, notice: 10 } as const;
const KINDS: Readonly<Record<Level, Annotation['kind']>> = {
  enforce: 'error',
  warn: 'warning',
  advise: 'notice',
};

/**
 * All annotations, the worst first. What is to be said of the configuration is a warning and comes before those of files,
 * since it decides what they are worth.
 */
export const allAnnotations = ({
  findings,
  notices,
}: Pick<CovenantResult, 'findings' | 'notices'>): Annotation[] => [
  ...notices.map((notice): Annotation => ({
    kind: 'warning',
    title: 'Covenant',
    message: sentenceOf(notice),
  })),
  ...worstFirst(findings).map(annotationOf),
];

/** The annotations of a step: the worst of each kind, and of the rest how many there are. */
export function annotationsOf(result: CovenantResult): Annotation[] {
  const all = allAnnotations(result);
  return (['error', 'warning', 'notice'] as const).flatMap((kind) => {
    const those = all.filter((annotation) => annotation.kind === kind);
    if (those.length <= MOST[kind]) return those;
    const shown = those.slice(0, MOST[kind] - 1);
    return [...shown, { kind, title: 'Covenant', message: moreFindings(those.length - shown.length) }];
  });
}

function annotationOf(finding: Finding): Annotation {
  const { rule, title, level, path, cannotTell } = finding;
  const region = annotatedRegion(finding);
  return {
    kind: KINDS[level],
    title: `${rule}: ${printable(title)}${cannotTell === true ? ' (cannot tell)' : ''}`,
    message: sentenceOf(finding),
    ...(path !== undefined && { path }),
    ...(region && { region }),
  };
}

function annotatedRegion({ line, endLine, column, endColumn }: Finding): Annotation['region'] {
  if (line === undefined || endLine === undefined) return undefined;
  if (line !== endLine || column === undefined || endColumn === undefined) return { line, endLine };
  return { line, endLine, column, endColumn };
}
