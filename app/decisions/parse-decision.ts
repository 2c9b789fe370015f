import { posix } from 'node:path';
import {
  isDecisionFile,
  recordOfDecision,
  type RecordOfDecision,
} from '../../core/remembrancer/decisions/index.ts';

/** The path becomes part of an operation id, which has 200 characters at most, and a line among the globs of the files to record. */
const PATH = /^(?=.{1,140}$)(?:\w[\w.-]*\/)*(\w[\w.-]{0,99})\.md$/i;

/**
 * Whether a file stands in the folder of decisions, `.` for the whole repository, or below it, and is neither hidden nor an index or
 * template. `parseDecision` reads those with a plain path.
 */
export function isDecisionPath(folder: string, path: string): boolean {
  const prefix = folder === '.' ? '' : `${folder}/`;
  if (!path.startsWith(prefix) || !isDecisionFile(posix.basename(path))) return false;
  const names = path.slice(prefix.length).split('/');
  return !names.some((name) => name.startsWith('.') || name === 'node_modules');
}

/**
 * The name without its extension, if that is at most a hundred ASCII letters, digits, dots, hyphens and underscores, and those of the
 * folders are such as well, 140 with them.
 */
export const slugOfPath = (path: string): string | undefined => PATH.exec(path)?.[1];

/** The decision in a file, in any dialect, or `undefined` when its path is not plain, or it does not say its status. */
export const parseDecision = (path: string, text: string): RecordOfDecision | undefined =>
  slugOfPath(path) === undefined ? undefined : recordOfDecision(path, text);
