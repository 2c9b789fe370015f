import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';
import { parseCommandFile } from './command-file.ts';

const NAMES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;

type FileName = (typeof NAMES)[number];

export interface StepEffects {
  readonly outputs: ReadonlyMap<string, string>;
  readonly env: ReadonlyMap<string, string>;
  /** Folders for the front of the PATH, in the order written. */
  readonly path: readonly string[];
  readonly state: ReadonlyMap<string, string>;
  /** Markdown. */
  readonly summary: string;
}

/** The files through which one step tells the runner what it did. */
export interface CommandFiles {
  /** Their paths, by the variables that name them. */
  readonly env: Readonly<Record<FileName, string>>;
  /** Throws `usage` when a file does not have the form it should. */
  read(): Promise<StepEffects>;
}

export async function createCommandFiles(folder: string): Promise<CommandFiles> {
  const directory = join(folder, randomUUID());
  await mkdir(directory, { recursive: true });
  const path = (name: FileName) => join(directory, name.toLowerCase());
  await Promise.all(NAMES.map((name) => writeFile(path(name), '')));
  const text = (name: FileName) => readFile(path(name), 'utf8');
  return {
    env: Object.fromEntries(NAMES.map((name) => [name, path(name)])) as Record<FileName, string>,
    read: async () => ({
      outputs: parseCommandFile('GITHUB_OUTPUT', await text('GITHUB_OUTPUT')),
      env: checkEnv(parseCommandFile('GITHUB_ENV', await text('GITHUB_ENV'))),
      path: (await text('GITHUB_PATH')).split(/\r?\n/).filter((line) => line !== ''),
      state: parseCommandFile('GITHUB_STATE', await text('GITHUB_STATE')),
      summary: await text('GITHUB_STEP_SUMMARY'),
    }),
  };
}

function checkEnv(env: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  for (const name of env.keys()) {
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      throw new VaultMeshError('usage', `GITHUB_ENV: a step cannot set ${name}.`);
    }
  }
  return env;
}
