import { gitText } from './run-git.ts';

export interface FileDiff {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly oid: string;
  readonly additions: number;
  readonly deletions: number;
  /** Unified diff without its file header; absent for binary files. */
  readonly patch: string | undefined;
}

const STATUS = { A: 'added', D: 'removed', R: 'renamed' } as const;

/** What changed between two trees or commits, file by file. `from` may be the empty tree. */
export async function diff(directory: string, from: string, to: string): Promise<FileDiff[]> {
  const base = ['diff-tree', '-r', '-M', '--no-commit-id', '--full-index'];
  const raw = await gitText(directory, [...base, '-z', '--raw', from, to]);
  const fields = raw.split('\0');
  const files: FileDiff[] = [];
  while (fields.length > 1) {
    const [, before = '', after = '', letter = 'M'] =
      /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])/.exec(fields.shift() ?? '') ?? [];
    const first = fields.shift() ?? '';
    files.push({
      path: letter === 'R' ? (fields.shift() ?? '') : first,
      previousPath: letter === 'R' ? first : undefined,
      status: letter in STATUS ? STATUS[letter as keyof typeof STATUS] : 'modified',
      oid: letter === 'D' ? before : after,
      additions: 0,
      deletions: 0,
      patch: undefined,
    });
  }
  const patches = await patchesByPath(directory, base, from, to);
  return files.map((file) => ({ ...file, ...patches.get(file.path) }));
}

async function patchesByPath(
  directory: string,
  base: readonly string[],
  from: string,
  to: string,
): Promise<Map<string, Pick<FileDiff, 'additions' | 'deletions' | 'patch'>>> {
  const text = await gitText(
    directory,
    [...base, '--patch', '--src-prefix=a/', '--dst-prefix=b/', from, to],
    {
      env: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.quotePath', GIT_CONFIG_VALUE_0: 'false' },
    },
  );
  const byPath = new Map<string, Pick<FileDiff, 'additions' | 'deletions' | 'patch'>>();
  for (const section of text.split(/^diff --git /m).slice(1)) {
    const path = /^\+\+\+ b\/(.*?)\t?$/m.exec(section)?.[1] ?? /^--- a\/(.*?)\t?$/m.exec(section)?.[1];
    const start = section.search(/^@@ /m);
    if (path === undefined || start < 0) continue;
    const patch = section.slice(start).replace(/\n$/, '');
    const count = (sign: string): number => patch.split('\n').filter((line) => line.startsWith(sign)).length;
    byPath.set(path, { additions: count('+'), deletions: count('-'), patch });
  }
  return byPath;
}
