import { VaultMeshError } from '../../../../common/error.ts';
import { catFile } from './cat-file.ts';
import { parseTree, type TreeEntry } from './parse-tree.ts';
import type { RemoteObjects } from './remote-objects.ts';
import type { Git } from './run-git.ts';

/** What stands at a path of a commit: a file by its content, a folder by its entries. */
export interface FoundObject {
  readonly content?: Uint8Array;
  readonly entries?: ReadonlyMap<string, TreeEntry>;
}

/** The last folder in a folder; no path has such a name. */
const NEWEST = '>';
const BELOW = `${NEWEST}/${NEWEST}/${NEWEST}`;
/** The folders that the next append writes to. Fetched along with anything else, they spare its commits a round trip. */
const WRITTEN_NEXT = [
  ...['receipts', 'evidence', 'people'],
  ...['entries', '0', '1', '2', '3'].map((level) => `tile/${level}`),
].map((folder) => `${folder}/${BELOW}`);

/** A path on its way down from the root. */
interface Step {
  readonly path: string;
  /** The names that were gone down so far, and those to go. */
  readonly above: readonly string[];
  readonly below: readonly string[];
  readonly object: TreeEntry;
}

/** Finds what stands at paths of commits, and fetches what is missing on the way there: all that is known in one go. */
export class TreeWalk {
  readonly #git: Git;
  readonly #remote: RemoteObjects;
  readonly #headers = new Map<string, string>();
  readonly #trees = new Map<string, ReadonlyMap<string, TreeEntry>>();

  constructor(git: Git, remote: RemoteObjects) {
    this.#git = git;
    this.#remote = remote;
  }

  /** The objects at `paths` of a commit that is here; a path that is not there is left out. */
  async find(commit: string, paths: readonly string[]): Promise<Map<string, FoundObject>> {
    const root = await this.#rootOf(commit);
    const asked = new Set<string>();
    for (;;) {
      const { found, missing } = await this.#descend(root, paths);
      if (missing.size === 0) return found;
      if ([...missing.keys()].every((oid) => asked.has(oid))) {
        throw new VaultMeshError('network', `The other side did not send all files of the commit ${commit}.`);
      }
      const { missing: also } = await this.#descend(root, WRITTEN_NEXT);
      const wanted = new Map([...missing, ...also]);
      const reach = [...wanted.values()].some(isVast) ? 'exact' : 'near';
      await this.#remote.fetchObjects(commit, [...wanted.keys()], reach);
      for (const oid of missing.keys()) asked.add(oid);
    }
  }

  /** What there is at `paths` as far as it is here, and the ids of what is not, each with its path. */
  async #descend(
    root: TreeEntry,
    paths: readonly string[],
  ): Promise<{ found: Map<string, FoundObject>; missing: Map<string, string> }> {
    const found = new Map<string, FoundObject>();
    const missing = new Map<string, string>();
    let steps: Step[] = paths.map((path) => ({ path, above: [], below: path.split('/'), object: root }));
    while (steps.length > 0) {
      const here = await this.#load(steps.map(({ object }) => object));
      const next: Step[] = [];
      for (const { path, above, below, object } of steps) {
        const loaded = here.get(object.oid);
        const [part, ...rest] = below;
        if (loaded === undefined) missing.set(object.oid, above.join('/'));
        else if (part === undefined) found.set(path, loaded);
        else {
          const [name, inside] = entryOf(loaded.entries ?? new Map<string, TreeEntry>(), part);
          if (inside?.type === 'tree' || (inside?.type === 'blob' && rest.length === 0)) {
            next.push({ path, above: [...above, name], below: rest, object: inside });
          }
        }
      }
      steps = next;
    }
    return { found, missing };
  }

  /** Those of `objects` that are here, by id. Trees are kept. */
  async #load(objects: readonly TreeEntry[]): Promise<Map<string, FoundObject>> {
    const unknown = new Map(
      objects.filter(({ oid }) => !this.#trees.has(oid)).map(({ oid, type }) => [oid, type]),
    );
    const contents = await catFile(this.#git, [...unknown.keys()]);
    // Each tree once: hundreds of paths may go through it.
    for (const [oid, type] of unknown) {
      const content = contents.get(oid);
      if (content !== undefined && type === 'tree') this.#trees.set(oid, parseTree(content, oid.length));
    }
    const here = new Map<string, FoundObject>();
    for (const { oid } of objects) {
      const entries = this.#trees.get(oid);
      const content = contents.get(oid);
      if (entries !== undefined) here.set(oid, { entries });
      else if (content !== undefined) here.set(oid, { content });
    }
    return here;
  }

  /** Whether a commit that is here has several parents. */
  async isMerge(commit: string): Promise<boolean> {
    return [...(await this.#headerOf(commit)).matchAll(/^parent /gmu)].length > 1;
  }

  async #rootOf(commit: string): Promise<TreeEntry> {
    const oid = /^tree (\w+)$/mu.exec(await this.#headerOf(commit))?.[1];
    if (oid === undefined) throw new VaultMeshError('network', `git does not have the commit ${commit}.`);
    return { type: 'tree', oid };
  }

  /** What a commit says before its message; the message may be any bytes. It is kept. */
  async #headerOf(commit: string): Promise<string> {
    const known = this.#headers.get(commit);
    if (known !== undefined) return known;
    const content = (await catFile(this.#git, [commit])).get(commit);
    const header =
      Buffer.from(content ?? [])
        .toString('latin1')
        .split('\n\n', 1)[0] ?? '';
    if (content !== undefined) this.#headers.set(commit, header);
    return header;
  }
}

function entryOf(entries: ReadonlyMap<string, TreeEntry>, part: string): [string, TreeEntry | undefined] {
  if (part !== NEWEST) return [part, entries.get(part)];
  return [...entries].findLast(([, { type }]) => type === 'tree') ?? [part, undefined];
}

/** Whether the folder `path` is one of a thousand folders of 256 each (`x123`): far more than a round trip costs. */
const isVast = (path: string): boolean => /^(?!tile\/).*\/x\d{3}$/u.test(path);
