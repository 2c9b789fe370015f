import { posix } from 'node:path';

import { isDecisionFile, readDecision, type ReadDecision } from '../../../../decisions/index.ts';
import { FileText } from '../../../file-text.ts';
import type { Found } from '../../../found.ts';
import type { Tree, TreeFile } from '../../../tree/tree.ts';

/** The decisions of a tree. */
export interface DecisionTree {
  readonly decisions: readonly ReadDecision[];
  /** The files of the decisions that were read, by path. */
  readonly files: ReadonlyMap<string, FileText>;
  /** The paths of those that were not read: too large, or not to be had. */
  readonly unread: readonly string[];
}

/** Far more than a decision is long, and little enough to be read in a moment. */
export const MOST_DECISION_BYTES = 512 * 1024;

/** Reads the decisions below `folder`, as `vaultmesh adr` does: Markdown files, but for what is hidden and `node_modules`. */
export async function decisionTree(tree: Tree, folder: string): Promise<DecisionTree> {
  const found = tree.files.filter((file) => isDecisionIn(folder, file));
  const small = found.filter(({ size }) => size <= MOST_DECISION_BYTES);
  const contents = await tree.read(small);
  const files = small.flatMap((file, n) => {
    const bytes = contents[n];
    return bytes === undefined ? [] : [new FileText(file, bytes)];
  });
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    decisions: files.map(({ path, text }) => readDecision(path, text)),
    files: byPath,
    unread: found.map(({ path }) => path).filter((path) => !byPath.has(path)),
  };
}

/** Whether a file is a decision: in the folder, and not its `README.md`, index or template. */
export function isDecisionIn(folder: string, { path, kind }: TreeFile): boolean {
  if (kind !== 'file' && kind !== 'executable') return false;
  const prefix = posix.normalize(`${folder}/`).replace(/^\.?\//, '');
  if (!path.startsWith(prefix) || !isDecisionFile(posix.basename(path))) return false;
  return !path.slice(prefix.length).split('/').some(isPassedOver);
}

const isPassedOver = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/** That decisions could not be read, so that a rule cannot tell of them. */
export const unreadDecisions = (paths: readonly string[]): Found[] =>
  paths.map((path) => ({
    path,
    message: `The decision ${path} cannot be read, or it is, or was, larger than ${MOST_DECISION_BYTES / 1024} KiB.`,
    remedy: 'Shorten it, or move what is no decision out of the folder.',
    cannotTell: true,
  }));
