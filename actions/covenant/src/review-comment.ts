import { sha256Hex } from '../../../core/common/sha256.ts';
import type { Suggestion } from '../../../core/remembrancer/covenant/report/index.ts';

/** A comment of a review as GitHub's REST API takes it, on the new side of the diff. */
export interface ReviewComment {
  readonly path: string;
  /** The last of the lines. */
  readonly line: number;
  /** The first of them; GitHub takes it only where it is before the last. */
  readonly start_line?: number;
  readonly start_side?: 'RIGHT';
  readonly side: 'RIGHT';
  readonly body: string;
}

/**
 * A suggestion as a comment. The last line of its body, which nobody sees, has the digest of `identity`: two comments with
 * the same are the same proposal, wherever the lines have moved to.
 */
export function reviewComment(
  { path, line, startLine, body }: Suggestion,
  identity: readonly unknown[],
): ReviewComment {
  const key = sha256Hex(JSON.stringify(identity));
  return {
    path,
    ...(startLine !== undefined && { start_line: startLine, start_side: 'RIGHT' as const }),
    ...{ line, side: 'RIGHT' },
    body: `${body}\n<!-- vaultmesh covenant: ${key} -->`,
  };
}

/** The line that tells a comment from others. Only the last line counts: those above it can have anybody's words. */
export const markerOf = (body: string): string => {
  const trimmed = body.trimEnd();
  return trimmed.slice(trimmed.lastIndexOf('\n') + 1);
};
