import nunjucks from 'nunjucks';
import { fromUtf8 } from '../../common/bytes.ts';
import type { Rendering } from '../load-layer.ts';
import { renderFailure } from '../render-failure.ts';
import { checkTemplate, type Vocabulary } from './check-template.ts';
import { MOST_BYTES_OF_FILE } from './overlay-file.ts';
import { overlayRefusal } from './overlay-refusal.ts';

/**
 * A template of an overlay, in the environment of ours but for a part of its language: nunjucks is no sandbox, and
 * `''.constructor.constructor('…')()` is code. Throws `usage`, now and when it is rendered, with the file.
 */
export function compileOverlayTemplate(
  content: Uint8Array,
  path: string,
  environment: nunjucks.Environment,
  vocabulary: Vocabulary,
): Rendering {
  const text = fromUtf8(content);
  const template = refusing(path, () => {
    checkTemplate(text, vocabulary);
    return new nunjucks.Template(text, environment, path, true);
  });
  return {
    render: (context) => {
      const rendered = refusing(path, () => template.render(context));
      if (rendered.length <= MOST_BYTES_OF_FILE) return rendered;
      throw overlayRefusal(
        `"${path}" becomes ${rendered.length} characters; at most ${MOST_BYTES_OF_FILE} are taken.`,
      );
    },
  };
}

/** What `work` gives. Throws `usage` with the reason of a failure. */
function refusing<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw overlayRefusal(`"${path}": ${renderFailure(error)}`);
  }
}
