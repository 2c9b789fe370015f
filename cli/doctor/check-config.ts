import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Finding } from './finding.ts';

const PATH = '.github/vaultmesh.yml';

/** Whether the repository in `directory` has a configuration that can be read. */
export async function checkConfig(directory: string): Promise<Finding> {
  const check = 'config';
  let text;
  try {
    text = await readFile(join(directory, PATH), 'utf8');
  } catch {
    return { check, status: 'ok', detail: `There is no ${PATH} here; the defaults hold.` };
  }
  const { parseDocument } = await import('yaml');
  const [error] = parseDocument(text).errors;
  if (error === undefined) return { check, status: 'ok', detail: `${PATH} is readable YAML.` };
  return {
    check,
    status: 'problem',
    detail: `${PATH} is not YAML: ${error.message.split('\n')[0] ?? ''}`,
    remedy: `Correct ${PATH} at the place named.`,
    code: 'usage',
  };
}
