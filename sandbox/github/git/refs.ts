import { gitText, runGit } from './run-git.ts';

export interface Ref {
  /** Full name, `refs/heads/main`. */
  readonly name: string;
  readonly oid: string;
  readonly type: 'commit' | 'tag' | 'tree' | 'blob';
}

/** Refs under a prefix (`refs/heads/` unless told: everything), sorted by name. */
export async function listRefs(directory: string, prefix = 'refs/'): Promise<Ref[]> {
  const text = await gitText(directory, ['for-each-ref', '--format=%(refname) %(objectname) %(objecttype)']);
  return text
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line) => {
      const [name = '', oid = '', type = ''] = line.split(' ');
      return { name, oid, type: type as Ref['type'] };
    });
}

/** The ref of exactly this full name. */
export async function readRef(directory: string, name: string): Promise<Ref | undefined> {
  return (await listRefs(directory, name)).find((ref) => ref.name === name);
}

/** Whether git accepts `name` as a full ref name. */
export async function isRefName(directory: string, name: string): Promise<boolean> {
  const result = await runGit(directory, ['check-ref-format', name], { accept: [0, 1] });
  return result.exitCode === 0;
}
