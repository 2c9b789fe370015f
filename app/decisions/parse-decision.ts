import {
  isDecisionFile,
  recordOfDecision,
  type RecordOfDecision,
} from '../../core/remembrancer/decisions/index.ts';

const FOLDER = /^docs\/adr\/([^/]+\.md)$/;

/** The path becomes part of an operation id, and a line among the globs of the files to record. */
const PATH = /^docs\/adr\/(\w[\w.-]{0,99})\.md$/;

/** Whether a file stands where decisions stand, and is no index or template. `parseDecision` reads those with a plain name. */
export const isDecisionPath = (path: string): boolean => isDecisionFile(FOLDER.exec(path)?.[1] ?? '');

/** The name without its extension, if it is of ASCII letters, digits, dots, hyphens and underscores, at most a hundred. */
export const slugOfPath = (path: string): string | undefined => PATH.exec(path)?.[1];

/** The decision in a file, in any dialect, or `undefined` when its name is not plain, or it does not say its status. */
export const parseDecision = (path: string, text: string): RecordOfDecision | undefined =>
  slugOfPath(path) === undefined ? undefined : recordOfDecision(path, text);
