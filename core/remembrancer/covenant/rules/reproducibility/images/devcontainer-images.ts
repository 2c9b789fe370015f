import type { FileText } from '../../../file-text.ts';
import { readYaml } from '../../../yaml/read-yaml.ts';
import { valueOf } from '../../../yaml/yaml-lookup.ts';
import type { NamedImage } from './named-image.ts';
import { scalarImage } from './scalar-image.ts';

/** Whether a path is one where an editor looks for the description of its container. */
export const isDevcontainer = (path: string): boolean =>
  /(?:^|\/)(?:\.devcontainer\/(?:[^/]+\/)?devcontainer\.json|\.devcontainer\.json)$/.test(path);

/** The image of a development container; or why the file cannot be read. */
export function devcontainerImages({
  text,
}: FileText): readonly NamedImage[] | { readonly unreadable: string } {
  const reading = readYaml(withoutComments(text));
  if ('unreadable' in reading) return reading;
  return reading.documents.flatMap((document) => scalarImage(valueOf(document, 'image')));
}

/** JSON with comments as YAML, which JSON is but for them and for tabulators; every place stays where it is. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = endOfPart(text, at);
    const part = text.slice(at, end);
    parts.push(
      part.startsWith('"') ? part : part.replace(/\/[^]*|\t/g, (blank) => blank.replace(/[^\n]/g, ' ')),
    );
    at = end;
  }
  return parts.join('');
}

/** Where the string, the comment or what is between them ends. */
function endOfPart(text: string, at: number): number {
  const ended = (by: string, from: number): number => {
    const end = text.indexOf(by, from);
    return end === -1 ? text.length : end + by.length;
  };
  if (text.startsWith('//', at)) return ended('\n', at);
  if (text.startsWith('/*', at)) return ended('*/', at + 2);
  if (text[at] !== '"') return Math.max(at + 1, indexOfAny(text, at));
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '"') return end + 1;
  }
  return text.length;
}

function indexOfAny(text: string, at: number): number {
  const next = /["/]/g;
  next.lastIndex = at;
  return next.exec(text)?.index ?? text.length;
}
