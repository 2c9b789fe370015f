import { posix } from 'node:path';
import type { FileText } from '../../../file-text.ts';
import type { Defaults } from './image-files.ts';
import { withVariables } from './with-variables.ts';

/** Whether a path is that of the file where Docker Compose finds the values of variables. */
export const isDotenv = (path: string): boolean => /(?:^|\/)\.env$/.test(path);

/** The variables of the `.env` beside a file; none where there is no such file. */
export function dotenvs(files: readonly FileText[]): Defaults {
  const byFolder = new Map(
    files
      .filter(({ path }) => isDotenv(path))
      .map((file) => [posix.dirname(file.path), readDotenv(file.text)]),
  );
  return (path) => byFolder.get(posix.dirname(path)) ?? new Map<string, string>();
}

/** `NAME=value` of each line; later lines may use earlier ones. */
function readDotenv(text: string): ReadonlyMap<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  for (const line of text.split('\n')) {
    const [, name, written = ''] = /^(?:export )?([A-Za-z_]\w*)=(.*)/.exec(line.trim()) ?? [];
    if (name === undefined) continue;
    const [, quote, quoted] = /^(["'])([^"']*)\1/.exec(written) ?? [];
    const plain = quoted ?? (written.split(' #', 1)[0] ?? '').trim();
    values.set(name, quote === "'" ? plain : withVariables(plain, values));
  }
  return values;
}
