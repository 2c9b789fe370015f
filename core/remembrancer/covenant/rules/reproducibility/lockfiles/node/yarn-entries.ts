import type { FileText } from '../../../../file-text.ts';
import { textLines } from '../../../../text/text-lines.ts';
import { unquoted } from './unquoted.ts';

/** yarn.lock, by lines. */
export interface YarnLock {
  /** Whether Yarn 1 wrote it: later ones say their version. */
  readonly isClassic: boolean;
  /** Each `name@range` that is resolved. */
  readonly keys: ReadonlySet<string>;
  /** The manifests of a workspace, by their folder, `.` for the root; none of Yarn 1. */
  readonly workspaces: ReadonlyMap<string, YarnWorkspace>;
}

export interface YarnWorkspace {
  readonly name: string;
  readonly dependencies: ReadonlyMap<string, string>;
  readonly peerDependencies: ReadonlyMap<string, string>;
}

const INNER = /^ {4}("[^"]*"|[^\s":]+):? (.*)$/u;
const WORKSPACE = '@workspace:';

/** Reads the lines of yarn.lock: what begins one names an entry, two blanks a member, four a dependency. */
export function yarnEntries({ text }: FileText): YarnLock {
  const keys = new Set<string>();
  const workspaces = new Map<string, OpenWorkspace>();
  let isClassic = true;
  let open: OpenWorkspace | undefined;
  let member = '';
  for (const { line } of textLines(text)) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('__metadata:')) isClassic = false;
    else if (!line.startsWith(' ')) {
      const names = keysOf(line);
      for (const name of names) keys.add(name);
      open = workspaceOf(names, workspaces);
    } else if (open !== undefined) {
      if (line.startsWith('   ')) take(open, member, line);
      else member = line.slice(2, -1);
    }
  }
  return { isClassic, keys, workspaces };
}

interface OpenWorkspace extends YarnWorkspace {
  readonly dependencies: Map<string, string>;
  readonly peerDependencies: Map<string, string>;
}

/** `"a@^1, b@^2":` and `a@^1, "b@>=1 <2":`. */
const keysOf = (line: string): string[] =>
  line
    .replace(/:$/u, '')
    .split(/"?, "?/u)
    .map((key) => key.replace(/^"|"$/gu, ''));

function workspaceOf(
  keys: readonly string[],
  workspaces: Map<string, OpenWorkspace>,
): OpenWorkspace | undefined {
  for (const key of keys) {
    const at = key.indexOf(WORKSPACE, 1);
    const path = key.slice(at + WORKSPACE.length);
    // Members that ask for each other do so by `workspace:^` and the like.
    if (at === -1 || /^(?:[\^~*<>=]|\d+(?:\.|$))/u.test(path)) continue;
    const open = { name: key.slice(0, at), dependencies: new Map(), peerDependencies: new Map() };
    workspaces.set(path, open);
    return open;
  }
  return undefined;
}

function take(open: OpenWorkspace, member: string, line: string): void {
  if (member !== 'dependencies' && member !== 'peerDependencies') return;
  const [, name, range] = INNER.exec(line) ?? [];
  if (name !== undefined && range !== undefined) open[member].set(unquoted(name), unquoted(range));
}
