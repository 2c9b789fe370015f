import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESERVED_LAYERS } from './layers.ts';
import { templatesDirectory } from './templates-directory.ts';

/** What `templates/<language>/language.json` says: all that shared files need to know of a language. */
export interface Language {
  /** The folder's name, as a request gives it. */
  readonly id: string;
  /** As people write it. */
  readonly label: string;
  /** The folders beside `language.json` that are not reserved for layers. */
  readonly kinds: readonly string[];
  /** Which optional layers it has: `mcp`, `mq`. */
  readonly options: readonly string[];
  /** Dependabot's name of the package ecosystem. */
  readonly dependabot: string;
  /** How a workflow installs the toolchain, at the version of the pin `tool`: by an Action, or by a script that reads `VERSION`. */
  readonly setup: { readonly tool: string } & (
    | {
        readonly action: string;
        /** The Action's input for the version. */
        readonly input: string;
        readonly with?: Readonly<Record<string, boolean>>;
      }
    | { readonly run: string }
  );
  /** Where the toolchain keeps what it downloads, and the lockfile that says what that is. */
  readonly cache: { readonly path: string; readonly lock: string };
}

const OPTIONS: readonly string[] = ['mcp', 'mq'];

export interface Catalog {
  /** The version of the templates as a whole. */
  readonly version: string;
  readonly languages: readonly Language[];
  /** SPDX identifiers, or `Proprietary`. */
  readonly licenses: readonly string[];
}

/** What can be spawned, found by looking: a folder with a `language.json` is a language. */
export function readCatalog(directory = templatesDirectory()): Catalog {
  const languages = folders(directory)
    .filter((id) => existsSync(join(directory, id, 'language.json')))
    .map((id) => ({
      ...(readJson(join(directory, id, 'language.json')) as Omit<Language, 'id' | 'kinds' | 'options'>),
      id,
      kinds: folders(join(directory, id)).filter((folder) => !RESERVED_LAYERS.includes(folder)),
      options: folders(join(directory, id)).filter((folder) => OPTIONS.includes(folder)),
    }));
  const { version } = readJson(join(directory, 'templates.json')) as { version: string };
  return { version, languages, licenses: folders(join(directory, 'license')) };
}

function folders(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
