import { objectInfo } from './object-info.ts';
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

/** Names that mean nothing else to git, such as what came before, or a path in a commit. */
const PLAIN_NAME = /^refs\/(?!.*\.\.)[\w./-]+$/;

/** The ref of exactly this full name. */
export async function readRef(directory: string, name: string): Promise<Ref | undefined> {
  if (!PLAIN_NAME.test(name)) return (await listRefs(directory, name)).find((ref) => ref.name === name);
  const object = await objectInfo(directory, name);
  return object && { name, oid: object.oid, type: object.type };
}

/** Whether git accepts `name` as a full ref name. */
export async function isRefName(directory: string, name: string): Promise<boolean> {
  const result = await runGit(directory, ['check-ref-format', name], { accept: [0, 1] });
  return result.exitCode === 0;
}
