import { sha256Hex } from '../../../core/common/bytes.ts';
import { readObject } from '../../../sandbox/github/git/read-object.ts';
import { gitText } from '../../../sandbox/github/git/run-git.ts';
import type { Inventory, RepositoryInventory } from '../../../sandbox/github/index.ts';

/**
 * What was made or changed between two moments, a line each and sorted: what is new, with a minus what is gone, the commits that came to
 * a ref, with their files by content, and where each ref is now. What differs between any two runs (ids, times, hashes, keys) is left
 * out; so is what has one of `without` in it.
 */
export async function endState(
  before: Inventory,
  after: Inventory,
  others: readonly string[] = [],
  without: readonly RegExp[] = [],
): Promise<string[]> {
  const lines = [...others];
  for (const [name, repository] of after) {
    const earlier = before.get(name);
    lines.push(...difference(earlier?.facts ?? [], repository.facts).map((fact) => `${name} ${fact}`));
    lines.push(...(await changesOfRefs(earlier, repository)));
  }
  lines.push(...[...before.keys()].filter((name) => !after.has(name)).map((name) => `- ${name}`));
  return lines
    .filter((line) => ![LEFT_BY_A_FAILED_LOOK, ...without].some((pattern) => pattern.test(line)))
    .map(normalised)
    .sort();
}

/** A look at a pull request that failed for good ends its check run, and the next one has another. */
const LEFT_BY_A_FAILED_LOOK = /"externalId":"covenant [^"]* failed"/;

function difference(before: readonly string[], after: readonly string[]): string[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [
    ...after.filter((fact) => !old.has(fact)),
    ...before.filter((fact) => !now.has(fact)).map((fact) => `- ${fact}`),
  ];
}

async function changesOfRefs(
  before: RepositoryInventory | undefined,
  { name, gitDirectory, refs }: RepositoryInventory,
): Promise<string[]> {
  const lines: string[] = [];
  for (const ref of before?.refs.keys() ?? []) if (!refs.has(ref)) lines.push(`- ${name} ${ref}`);
  const moved = [...refs].filter(([ref, commit]) => before?.refs.get(ref) !== commit);
  if (moved.length === 0) return lines;
  const known = [...(before?.refs.values() ?? [])].map((commit) => `^${commit}`);
  for (const [ref, commit] of moved) {
    lines.push(`${name} ${ref} is at "${await gitText(gitDirectory, ['log', '-1', '--format=%s', commit])}"`);
  }
  if (name.endsWith(MEMORY)) return [...lines, ...(await changesOfMemory(gitDirectory, moved, before))];
  const commits = await gitText(gitDirectory, ['rev-list', ...moved.map(([, commit]) => commit), ...known]);
  for (const commit of commits.split('\n').filter((each) => each !== '')) {
    const described = await describeCommit(gitDirectory, commit);
    // What a person pushed set the app in motion, and is none of its doing.
    if (described.includes('[bot] <')) lines.push(`${name} commit ${described}`);
  }
  return lines;
}

/** A witness remembers before it cosigns: where it was killed in between, it remembers the same once more. */
const MEMORY = '/.vaultmesh';

async function changesOfMemory(
  directory: string,
  moved: readonly (readonly [ref: string, commit: string])[],
  before: RepositoryInventory | undefined,
): Promise<string[]> {
  const lines = moved.map(async ([ref, commit]) => {
    const earlier = before?.refs.get(ref) ?? EMPTY_TREE;
    return `memory ${await gitText(directory, ['diff', '--name-status', earlier, commit])}`;
  });
  return Promise.all(lines);
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Who wrote it, upon how many others, with what message, and which files it changes to what. */
async function describeCommit(directory: string, commit: string): Promise<string> {
  const [about, changed] = await Promise.all([
    gitText(directory, ['log', '-1', '--format=%an <%ae>%n%P%n%B', commit]),
    gitText(directory, ['diff-tree', '-r', '-m', '--first-parent', '--root', '--no-commit-id', commit]),
  ]);
  const [author, parents = '', ...message] = about.split('\n');
  const files = changed.split('\n').map(async (line) => {
    const [, , mode = '', , blob = '', status = '', path = ''] =
      /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) (\w)\t(.*)$/.exec(line) ?? [];
    const content = status === 'D' ? '' : await contentOf(directory, blob);
    return `${status} ${mode} ${path} ${sha256Hex(content).slice(0, 12).replaceAll(/./g, letter)}`;
  });
  const text = {
    author,
    parents: parents === '' ? 0 : parents.split(' ').length,
    message: message.join('\n'),
  };
  return JSON.stringify({ ...text, files: await Promise.all(files) });
}

/** Without digits, which are taken for those of an id. */
const letter = (digit: string): string => String.fromCharCode(103 + Number.parseInt(digit, 16));

async function contentOf(directory: string, blob: string): Promise<string> {
  const content = (await readObject(directory, blob))?.content ?? Buffer.alloc(0);
  return normalised(content.toString('latin1'));
}

/** A text without what two runs cannot have in common. The case of a run is named `case-<number>`. */
export function normalised(text: string): string {
  return text
    .replaceAll(/case-\d+/g, 'case-N')
    .replaceAll(/\b\d+ bytes/g, '<n> bytes')
    .replaceAll(/\bpr-\d+-/g, 'pr-<n>-')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<guid>')
    .replaceAll(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, '<ulid>')
    .replaceAll(/[A-Za-z0-9+/]{43,}={0,2}/g, '<base64>')
    .replaceAll(/\b[0-9a-f]{8,64}\b/g, '<hex>')
    .replaceAll(
      /((?:issues|pull|runs|comments)\/|#|issuecomment-|comment[ =]|ADR-PR|pull=|"(?:issue|comment|checkRun|run)":)\d+/g,
      '$1<n>',
    );
}
