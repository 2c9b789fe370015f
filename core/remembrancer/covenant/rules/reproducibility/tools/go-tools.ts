import type { Command } from '../../../shell/command.ts';
import { programOf } from '../../../shell/program-of.ts';
import { isOpen, type LooseTool } from './loose-tool.ts';

const MODULE = /^[\w-]+(?:\.[\w-]+)+(?:\/[^@]+)?@(.*)$/;
const EXACT = /^(?:v\d+\.\d+\.\d+|[0-9a-f]{7,40}$)/;

/** `go install` and `go run` of a module by a branch, by `latest` or by a part of a version. */
export function looseGoTools({ words }: Command): readonly LooseTool[] {
  const [name, verb, ...rest] = words;
  if (programOf(name.text) !== 'go' || !/^(?:install|run)$/.test(verb?.text ?? '')) return [];
  const modules = rest.filter(({ text }) => MODULE.test(text));
  return (verb?.text === 'run' ? modules.slice(0, 1) : modules).flatMap((word) => {
    const version = MODULE.exec(word.text)?.[1] ?? '';
    if (EXACT.test(version) || isOpen(word.text)) return [];
    const path = word.text.slice(0, word.text.lastIndexOf('@'));
    return [{ word, name: word.text, exact: `${path}@v1.2.3` }];
  });
}
