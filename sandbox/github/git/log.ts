import type { Commit } from './read-commit.ts';
import { parseCommit } from './read-commit.ts';
import { gitText } from './run-git.ts';

/** The commits that `revisions` select (arguments of git rev-list), newest first; `path` keeps those that touch it. */
export async function log(
  directory: string,
  revisions: readonly string[],
  options: { readonly skip?: number; readonly limit?: number; readonly path?: string } = {},
): Promise<Commit[]> {
  const args = [
    'rev-list',
    '--header',
    `--skip=${options.skip ?? 0}`,
    `--max-count=${options.limit ?? 1000}`,
  ];
  const path = options.path === undefined ? [] : [options.path];
  const text = await gitText(directory, ['--literal-pathspecs', ...args, ...revisions, '--', ...path]);
  return text
    .split('\0')
    .filter((record) => record.trim() !== '')
    .map((record) => {
      const [, oid = '', rest = ''] = /^\n?([0-9a-f]{40})\n(.*)$/s.exec(record) ?? [];
      return parseCommit(oid, unindentMessage(rest));
    });
}

/** rev-list indents the lines of a message by four spaces. */
function unindentMessage(text: string): string {
  const end = text.indexOf('\n\n');
  return text.slice(0, end + 2) + text.slice(end + 2).replace(/^ {4}/gm, '');
}

/** How many commits `revisions` select. */
export async function countCommits(directory: string, revisions: readonly string[]): Promise<number> {
  return Number(await gitText(directory, ['rev-list', '--count', ...revisions, '--']));
}
