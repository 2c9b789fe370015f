import type { Declared, ManifestReader } from './declared.ts';
import { textLines } from './text-lines.ts';

const REQUIREMENT = /^(?:require\s+)?([^\s"()]+)\s+(v\d[^\s]*)(.*)$/;

/** A module of a later major version has another path: `/v2`, or `.v2` at gopkg.in. It is the same dependency. */
export const goMod: ManifestReader = (text) => {
  let block = '';
  return textLines(text).flatMap(({ text: line, at }): Declared[] => {
    const start = /^(\w+)\s*\($/.exec(line);
    if (start) block = start[1] ?? '';
    else if (line === ')') block = '';
    else if (block === 'require' || /^require\s/.test(line)) {
      const [, path = '', version = '', rest = ''] = REQUIREMENT.exec(line) ?? [];
      const isIndirect = rest.includes('// indirect');
      return path === '' || isIndirect ? [] : [{ name: path.replace(/[/.]v\d{1,6}$/, ''), version, at }];
    }
    return [];
  });
};
