import type { FileText } from '../../../file-text.ts';
import { isWorkflow } from '../../../workflows/workflow-files.ts';
import { entriesOf, isList, textOf, valueOf, walk } from '../../../yaml/yaml-lookup.ts';

const ARCHIVE =
  /\.(?:tar|tgz|tbz2?|txz|tar\.\w+|zip|jar|war|gz|xz|zst|7z|deb|rpm|whl|vsix|crx|xpi|nupkg)["')}]*$/i;
const RELEASED =
  /(?:^|[^a-z])(?:dist|release|releases|pkg|packages?|artifacts?|bundle|installer)(?:[^a-z]|$)|version|\btag\b|_tag|goos|goarch|linux|darwin|windows|amd64|arm64|x86_64|aarch64|target/i;
const NOT_RELEASED =
  /cache|backup|\bbak\b|logs?\b|coverage|reports?\b|dump|snapshot|debug|test|fixture|node_modules|failure|diagnos|profile|corpus|\/tmp\/|screenshots?/i;

/** Whether the name of an archive sounds like that of something which is handed out. */
export const soundsReleased = (output: string): boolean =>
  ARCHIVE.test(output) && RELEASED.test(output) && !NOT_RELEASED.test(output);

/** Whether the name of an archive says that it is kept for oneself: a cache, logs. */
export const soundsKept = (output: string): boolean => NOT_RELEASED.test(output);

/** Whether a workflow runs for releases or tags, or is named after them. */
export function isReleaseWorkflow({ path, yaml }: FileText): boolean {
  if (!isWorkflow(path) || !('documents' in yaml)) return false;
  if (/[/_-](?:release|publish)[^/]*$/i.test(path)) return true;
  return yaml.documents.some((workflow) => {
    if (/\b(?:release|publish)/i.test(textOf(valueOf(workflow, 'name')) ?? '')) return true;
    const on = valueOf(workflow, 'on');
    const events = isList(on)
      ? on.items.map((event) => textOf(event))
      : [textOf(on), ...entriesOf(on).map(({ key }) => key)];
    if (events.includes('release')) return true;
    const push = valueOf(on, 'push');
    const tags = valueOf(push, 'tags');
    return tags !== undefined && [...walk(tags)].some((tag) => textOf(tag) !== undefined);
  });
}
