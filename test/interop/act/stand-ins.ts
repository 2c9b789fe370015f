import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { UsedAction } from './adapt-workflow.ts';

const directory = fileURLToPath(new URL('stand-ins', import.meta.url));

/** The folder with the programs that stand in for others; put first into PATH. */
export const standInPrograms = join(directory, 'bin');

/** The folder with what stands in for one of GitHub's own Actions; throws when it lacks an input that is given. */
export async function standIn({ name, inputs }: UsedAction): Promise<string> {
  const folder = join(directory, name);
  const action = parse(await readFile(join(folder, 'action.yml'), 'utf8')) as { inputs: object };
  const unknown = inputs.filter((input) => !(input in action.inputs));
  if (unknown.length > 0) throw new Error(`The stand-in for ${name} does not know ${unknown.join(', ')}.`);
  return folder;
}
