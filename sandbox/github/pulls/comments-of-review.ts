import type { FileDiff } from '../git/diff.ts';
import { ApiError } from '../http/api-error.ts';
import type { Fields } from '../http/fields.ts';
import { type DiffPlace, hunkAround } from './hunk-around.ts';

/** A comment as a review brings it, in the hunk that it is beside. */
export interface PlacedComment extends DiffPlace {
  readonly path: string;
  readonly hunk: string;
  readonly body: string;
}

const THREAD = 'Pull request review thread';

/** The comments of a review of `files`. Throws 422 for all when one of them is not on lines of the diff. */
export function commentsOfReview(fields: Fields, files: readonly FileDiff[]): PlacedComment[] {
  return (fields.objects('comments') ?? []).map((comment) => {
    const path = comment.string('path');
    const body = comment.string('body');
    const side = comment.oneOf('side', ['LEFT', 'RIGHT']) ?? 'RIGHT';
    if ((comment.oneOf('start_side', ['LEFT', 'RIGHT']) ?? side) !== side) {
      throw new ApiError(501, 'Comments over both sides are not here.');
    }
    const startLine = comment.integer('start_line');
    const line = comment.integer('line');
    if (line === undefined) throw refused(`${THREAD} line must be part of the diff`);
    if (startLine !== undefined && startLine >= line) {
      throw refused(`${THREAD} start line must precede the end line.`);
    }
    const patch = files.find((file) => file.path === path)?.patch ?? '';
    const hunk = hunkAround(patch, { side, line, startLine });
    if (hunk === undefined) {
      const start =
        startLine === undefined ? '' : ` ${THREAD} start line must be part of the same hunk as the line.`;
      throw refused(
        `${THREAD} line must be part of the diff,${start} and ${THREAD} diff hunk can't be blank`,
      );
    }
    return { path, side, line, startLine, hunk, body };
  });
}

const refused = (why: string): ApiError => new ApiError(422, 'Unprocessable Entity', { errors: [why] });
