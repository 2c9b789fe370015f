import { sha256Hex } from '../../../../../../common/sha256.ts';
import { memberOf, textOf } from '../../../../manifests/values.ts';
import { CannotTell } from '../cannot-tell.ts';
import type { Difference } from '../ecosystem.ts';
import type { RepositoryFiles } from '../repository-files.ts';
import { pythonJson, type PythonValue } from './python-json.ts';
import type { PythonProject } from './python-project.ts';

const PROJECT_KEYS = ['requires-python', 'dependencies', 'optional-dependencies'];
/** Those that are there as `null` where the manifest does not have them. */
const LEGACY_KEYS = ['dependencies', 'source', 'extras', 'dev-dependencies'];
const POETRY_KEYS = [...LEGACY_KEYS, 'group'];

/** Whether a pyproject.toml is the one that poetry.lock was made of, by `content-hash`, as Poetry 1 and 2 make it. */
export async function poetryDifferences(
  { source }: PythonProject,
  lockfile: string,
  files: RepositoryFiles,
): Promise<Difference[]> {
  const recorded = textOf(memberOf(await files.toml(lockfile), 'metadata', 'content-hash'));
  if (recorded === undefined) throw new CannotTell(lockfile, `${lockfile} has no content-hash`);
  const isSame = [
    contentOf(source, PROJECT_KEYS, true),
    contentOf(source, PROJECT_KEYS, false),
    contentOf(source, [], false),
  ].some((content) => digestOf(content, lockfile) === recorded);
  return isSame ? [] : [{ message: 'What the manifest asks for has changed since poetry.lock was made.' }];
}

function digestOf(content: PythonValue, lockfile: string): string {
  const json = pythonJson(content);
  if (json === undefined)
    throw new CannotTell(
      lockfile,
      `what ${lockfile} was made of has a value that JSON does not have, or is nested too deeply`,
    );
  return sha256Hex(json);
}

/** What Poetry takes of a manifest; from 2.3 on with the groups of PEP 735. */
function contentOf(source: unknown, projectKeys: readonly string[], withGroups: boolean): PythonValue {
  const project = picked(memberOf(source, 'project'), projectKeys, []);
  const groups = withGroups ? memberOf(source, 'dependency-groups') : undefined;
  const hasGroups = groups !== undefined;
  const isNew = Object.keys(project).length > 0 || hasGroups;
  const poetry = picked(memberOf(source, 'tool', 'poetry'), POETRY_KEYS, isNew ? [] : LEGACY_KEYS);
  if (!isNew) return poetry;
  return {
    ...(Object.keys(project).length > 0 && { project }),
    ...(hasGroups && { 'dependency-groups': groups }),
    tool: { poetry },
  };
}

function picked(table: unknown, keys: readonly string[], asNull: readonly string[]): Record<string, unknown> {
  const entries = keys.map((key): [string, unknown] => [
    key,
    memberOf(table, key) ?? (asNull.includes(key) ? null : undefined),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
