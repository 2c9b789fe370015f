import type { Command } from '../../../shell/command.ts';
import { programOf } from '../../../shell/program-of.ts';
import { isOneOf } from './arguments.ts';
import { isOpen, type LooseTool } from './loose-tool.ts';

const MODULE = /^[\w-]+(?:\.[\w-]+)+(?:\/[^@]+)?@/;
const EXACT = /^(?:v\d+\.\d+\.\d+|[0-9a-f]{7,40}$)/;

/** `go install` and `go run` of a module by a branch, by `latest` or by a part of a version. */
export function looseGoTools({ words }: Command): readonly LooseTool[] {
  const [name, verb, ...rest] = words;
  if (programOf(name.text) !== 'go' || !isOneOf(verb, 'install', 'run')) return [];
  const modules = rest.filter(({ text }) => MODULE.test(text));
  return (isOneOf(verb, 'run') ? modules.slice(0, 1) : modules).flatMap((word) => {
    const { text } = word;
    const at = text.indexOf('@');
    if (EXACT.test(text.slice(at + 1)) || isOpen(text)) return [];
    return [{ word, name: text, exact: `${text.slice(0, at)}@v1.2.3` }];
  });
}
