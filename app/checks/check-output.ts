import { counted } from '../../core/common/counted.ts';
import { markdownText } from '../../core/common/markdown-text.ts';
import { shortened } from '../../core/common/shortened.ts';
import { fixesByPath } from '../../core/remembrancer/covenant/index.ts';
import {
  allAnnotations,
  type Annotation,
  covenantSummary,
  pageAddress,
} from '../../core/remembrancer/covenant/report/index.ts';
import type { CheckedChange } from './covenant-of-change.ts';

/**
 * How a check ends. Where it is required, GitHub merges on `success`, `skipped` and `neutral`, and on nothing else; a merge queue
 * throws out what ended otherwise. So the app says `success` of a covenant that it saw held, and none of the other two of anything:
 * who proposes a change could bring them about, by files enough for the bounds of the app, or by a push while it looks.
 */
export type Conclusion = 'success' | 'failure' | 'action_required' | typeof SET_ASIDE;

/** Of a check run that another takes the place of. Not `neutral`: the commit could be pushed again, and would pass by that. */
export const SET_ASIDE = 'cancelled';

/** An annotation as GitHub takes it. */
export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

/** What a check run says in the end. */
export interface CheckOutput {
  readonly conclusion: Conclusion;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
  /** Whether there is something that the button mends. */
  readonly isFixable: boolean;
}

/** GitHub takes 65,535 characters; the rest is for what the app adds. */
const MOST_SUMMARY = 60_000;
/** GitHub takes 255 characters. */
const LONGEST_TITLE = 200;
/** Ten requests. The summary has more. */
const MOST_ANNOTATIONS = 500;

/**
 * Of an enforced rule that cannot be told, be it for a bound of the app, a check asks for somebody. Who has a repository beyond the
 * bounds requires the check of actions/covenant instead, which has none; the summary says so.
 */
const CONCLUSIONS = { held: 'success', broken: 'failure', incomplete: 'action_required' } as const;
const TITLES = { held: 'Held', broken: 'Broken', incomplete: 'It cannot be told' } as const;

const CUT =
  'There are more files than the app reads for a check, so of some it cannot be told. Run `actions/covenant` in a workflow, which has the checkout; where a ruleset requires this check, require that one instead.';

/** What a check run says of a result. */
export function outputOf({ result, isCut }: Pick<CheckedChange, 'result' | 'isCut'>): CheckOutput {
  const enforced = result.findings.filter(({ level }) => level === 'enforce').length;
  const others = result.findings.length - enforced;
  const counts = [
    ...(enforced > 0 ? [counted(enforced, 'finding')] : []),
    ...(others > 0 ? [`${others} that ${others === 1 ? 'does' : 'do'} not fail it`] : []),
  ];
  return {
    conclusion: CONCLUSIONS[result.verdict],
    title: [TITLES[result.verdict], counts.join(', ')].filter((part) => part !== '').join(': '),
    summary: `${isCut ? `${CUT}\n\n` : ''}${covenantSummary(result, pageAddress, MOST_SUMMARY)}`,
    annotations: allAnnotations(result)
      .slice(0, MOST_ANNOTATIONS)
      .map((annotation) => checkAnnotation(annotation, result.standIn)),
    isFixable: fixesByPath(result).length > 0,
  };
}

/** What a check run says where there is no result, and what somebody can do about it. */
export const untold = (
  title: string,
  text: string,
  conclusion: Conclusion = 'action_required',
): CheckOutput => ({
  conclusion,
  title: shortened(title, LONGEST_TITLE),
  summary: markdownText(text),
  annotations: [],
  isFixable: false,
});

const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const;

/** GitHub takes none without a path, and columns only within one line. */
function checkAnnotation(
  { kind, title, message, path, region }: Annotation,
  standIn: string,
): CheckAnnotation {
  const { line = 1, endLine = line, column, endColumn } = region ?? {};
  return {
    path: path ?? standIn,
    start_line: line,
    end_line: endLine,
    ...(column !== undefined && endColumn !== undefined && { start_column: column, end_column: endColumn }),
    annotation_level: LEVELS[kind],
    title: shortened(title, LONGEST_TITLE),
    message,
  };
}
