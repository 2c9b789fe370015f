import nunjucks from 'nunjucks';
import { fromUtf8 } from '../../common/bytes.ts';
import type { Rendering } from '../load-layer.ts';
import { checkTemplate } from './check-template.ts';
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
  variables: ReadonlyMap<string, boolean>,
): Rendering {
  const text = fromUtf8(content);
  const template = refusing(path, () => {
    checkTemplate(text, variables);
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

/** What `work` gives. The reason of a failure, nested by nunjucks, stands in the last line of its message. */
function refusing<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const [reason = ''] = String(error).trim().split('\n').slice(-1);
    throw overlayRefusal(`"${path}": ${reason.trim().replace(/^(Error: )+/, '')}`);
  }
}
