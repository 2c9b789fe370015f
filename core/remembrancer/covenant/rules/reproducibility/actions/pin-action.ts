import type { KnownPins } from '../../../covenant-context.ts';
import type { FileText } from '../../../file-text.ts';
import type { Edit, Fix } from '../../../found.ts';
import type { YamlScalar } from '../../../yaml/yaml-node.ts';

/**
 * Puts the commit in the place of the ref, with the version as a comment where one may stand; a comment that is there stays
 * behind it. `undefined` where the place of the ref is not known exactly.
 */
export function pinAction(
  file: FileText,
  uses: YamlScalar,
  { commit, version }: NonNullable<ReturnType<KnownPins['actions']['get']>>,
): Fix | undefined {
  if (!uses.verbatim) return undefined;
  const quote = (uses.range.end - uses.range.start - uses.value.length) / 2;
  const name = uses.value.slice(0, uses.value.indexOf('@'));
  const ref = { start: uses.range.start + quote + name.length + 1, end: uses.range.end - quote };
  const edits: Edit[] = [{ ...ref, text: commit }];
  const { end } = uses.range;
  if (endsItsLine(file.text, end)) edits.push({ start: end, end, text: ` # ${version}` });
  return { description: `pin ${name} to ${version}`, edits };
}

/** Whether nothing but white space and a comment is behind a place in its line. */
function endsItsLine(text: string, at: number): boolean {
  const lineEnd = text.indexOf('\n', at);
  const behind = text.slice(at, lineEnd === -1 ? undefined : lineEnd).trimStart();
  return behind === '' || behind.startsWith('#');
}
