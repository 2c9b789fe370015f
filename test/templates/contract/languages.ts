import { readCatalog, renderService, type SpawnRequest, writeService } from '../../../core/spawn/index.ts';
import { request } from '../../core/spawn/requests.ts';
import { make } from '../make.ts';

/** What each language's Makefile must have done before its service runs, and the command that runs it. */
const LANGUAGES: Readonly<Record<string, { target: string; command: (name: string) => readonly string[] }>> =
  {
    go: { target: 'build', command: (name) => [`dist/${name}`] },
    python: { target: 'install', command: () => ['.venv/bin/python', '-m', 'app'] },
    rust: { target: 'build', command: (name) => [`dist/${name}`] },
    typescript: { target: 'build', command: () => [process.execPath, 'dist/main.js'] },
  };

/** All that are shipped: one that is not above fails. */
export const languages = readCatalog().languages.map(({ id }) => id);

/** How a service is started: a command in a folder. */
export interface Launch {
  readonly name: string;
  readonly directory: string;
  readonly command: readonly string[];
}

/** Spawns a service into the new folder `directory`, and makes it ready to run. */
export async function prepare(directory: string, given: Partial<SpawnRequest>): Promise<Launch> {
  const wanted = request(given);
  const language = LANGUAGES[wanted.language];
  if (language === undefined) throw new Error(`the contract does not know how ${wanted.language} is started`);
  await writeService(renderService(wanted, {}), directory);
  const made = make(directory, language.target);
  if (made.status !== 0) throw new Error(`make ${language.target} failed:\n${made.stdout}${made.stderr}`);
  return { name: wanted.name, directory, command: language.command(wanted.name) };
}
