import type { FileText } from '../../../file-text.ts';
import type { Found } from '../../../found.ts';
import { isCopied } from '../../../text/is-copied.ts';
import { isAction, isWorkflow } from '../../../workflows/workflow-files.ts';

/** What a rule says of a workflow whose scripts it could not get at. */
export function unreadableWorkflow({ path, yaml }: FileText): readonly Found[] {
  if (!('unreadable' in yaml) || !(isWorkflow(path) || isAction(path)) || isCopied(path)) return [];
  return [
    {
      path,
      message: `Its scripts cannot be looked at: ${yaml.unreadable}`,
      remedy: 'Make it YAML that can be read.',
      cannotTell: true,
    },
  ];
}
