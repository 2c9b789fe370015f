import type { FileText } from '../../../../file-text.ts';
import { textLines } from '../../../../text/text-lines.ts';
import { type NodeSections, type Section, SECTIONS } from './node-sections.ts';
import { unquoted } from './unquoted.ts';

/** What pnpm-lock.yaml has recorded of the manifests. */
export interface PnpmLock {
  /** By their folder, `.` for that of the lockfile. */
  readonly importers: ReadonlyMap<string, NodeSections>;
  /** Whether peers are installed, and so recorded, as dependencies are. */
  readonly installsPeers: boolean;
  /** The names of packages whose ranges the workspace overrides. */
  readonly overrides: ReadonlySet<string>;
  /** Whether a program changed what the manifests ask. */
  readonly isRewritten: boolean;
}

/** A line `key: value` of a map; the value may be empty. A key in quotes has no other quote in it. */
const ENTRY = /^( *)('[^']*'|"[^"]*"|[^\s'"#:][^:]*):(?: (.*))?$/u;

/**
 * Reads the lines of pnpm-lock.yaml, of which pnpm writes one for each entry: a file of many megabytes takes no YAML
 * parser. Of several documents the last counts. Versions 5 to 9, where the earlier ones have a single project at the top.
 */
export function pnpmImporters({ text }: FileText): PnpmLock {
  let reader = new Reader();
  for (const { line } of textLines(text)) {
    if (line === '---') reader = new Reader();
    else reader.take(line);
  }
  return reader;
}

class Reader implements PnpmLock {
  readonly importers = new Map<string, Importer>();
  readonly overrides = new Set<string>();
  installsPeers = false;
  isRewritten = false;
  /** The keys around the line, one for each two blanks. */
  readonly #keys: string[] = [];

  take(line: string): void {
    // What was resolved, nearly all of the file, is not ours.
    if (this.#keys[0] === 'packages' && line.startsWith(' ')) return;
    const [, blanks = '', key, value = ''] = ENTRY.exec(line) ?? [];
    if (key === undefined) return;
    this.#keys.length = Math.min(this.#keys.length, Math.floor(blanks.length / 2));
    this.#keys.push(unquoted(key));
    const [top = '', first, ...inner] = this.#keys;
    if (top === 'pnpmfileChecksum') this.isRewritten = true;
    else if (first === undefined) return;
    else if (top === 'settings' && first === 'autoInstallPeers') this.installsPeers = value === 'true';
    else if (top === 'overrides') this.overrides.add(overriddenName(first));
    else if (top === 'importers') this.#importer(first).take(inner, unquoted(value));
    else if (isTaken(top)) this.#importer('.').take([top, first, ...inner], unquoted(value));
  }

  #importer(path: string): Importer {
    const importer = this.importers.get(path) ?? new Importer();
    this.importers.set(path, importer);
    return importer;
  }
}

class Importer implements NodeSections {
  readonly dependencies = new Map<string, string>();
  readonly devDependencies = new Map<string, string>();
  readonly optionalDependencies = new Map<string, string>();
  readonly peerDependencies = new Map<string, string>();
  readonly #specifiers = new Map<string, string>();

  /** Takes `dependencies: name: specifier: range`; of the earlier versions `specifiers: name: range` and then `dependencies: name`. */
  take([section = '', name, field]: readonly string[], value: string): void {
    if (name === undefined) return;
    if (section === 'specifiers') this.#specifiers.set(name, value);
    if (!isSection(section)) return;
    if (field === undefined) this[section].set(name, this.#specifiers.get(name) ?? value);
    else if (field === 'specifier') this[section].set(name, value);
  }
}

const isSection = (key: string): key is Section => SECTIONS.some((section) => section === key);

const isTaken = (key: string): boolean => key === 'specifiers' || isSection(key);

/** The package of an override: `foo`, `foo@1`, `bar>foo@1`. */
function overriddenName(selector: string): string {
  const last = selector.slice(selector.lastIndexOf('>') + 1);
  const at = last.indexOf('@', 1);
  return at === -1 ? last : last.slice(0, at);
}
