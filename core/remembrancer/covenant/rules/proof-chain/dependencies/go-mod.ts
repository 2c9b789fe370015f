import type { Declared, ManifestReader } from './declared.ts';
import { textLines } from './text-lines.ts';

const REQUIREMENT = /^(?:require\s+)?(\w[^\s"()]*)\s+(v\d\S*)(.*)/;

/** A module of a later major version has another path: `/v2`, or `.v2` at gopkg.in. It is the same dependency. */
export const goMod: ManifestReader = (text) => {
  let isBlock = false;
  return textLines(text).flatMap(({ text: line, at }): Declared[] => {
    if (/^\w+\s*\(/.test(line)) isBlock = line.startsWith('require');
    else if (line.startsWith(')')) isBlock = false;
    else if (isBlock || /^require\s/.test(line)) {
      const [, path = '', version = '', rest = ''] = REQUIREMENT.exec(line) ?? [];
      const isIndirect = rest.includes('// indirect');
      return isIndirect ? [] : [{ name: path.replace(/[/.]v\d{1,6}$/, ''), version, at }];
    }
    return [];
  });
};
