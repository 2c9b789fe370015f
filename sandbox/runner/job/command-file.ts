import { VaultMeshError } from '../../../core/common/error.ts';

/**
 * The pairs that a step wrote to GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE: `name=value` lines, and
 * `name<<DELIMITER`, lines, `DELIMITER`. A later value of a name wins. Throws `usage` for anything else.
 */
export function parseCommandFile(file: string, content: string): Map<string, string> {
  const pairs = new Map<string, string>();
  const lines = content.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const match = /^([^=]+?)(?:=(?<value>.*)|<<(?<delimiter>.+))$/s.exec(line);
    const name = match?.[1];
    if (match?.groups === undefined || name === undefined) {
      throw new VaultMeshError('usage', `${file}: the line "${line}" is not of the form name=value.`);
    }
    const { value, delimiter } = match.groups;
    if (delimiter === undefined) {
      pairs.set(name, value ?? '');
      continue;
    }
    const end = lines.indexOf(delimiter, index + 1);
    if (end === -1) {
      throw new VaultMeshError('usage', `${file}: the value of "${name}" has no closing "${delimiter}".`);
    }
    pairs.set(name, lines.slice(index + 1, end).join('\n'));
    index = end;
  }
  return pairs;
}
