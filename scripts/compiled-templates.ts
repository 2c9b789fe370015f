import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import nunjucks from 'nunjucks';
import { readCatalog } from '../core/spawn/catalog.ts';
import { readPins } from '../core/spawn/pins.ts';
import { REQUEST_CHECK_OPTIONS, requestSchema } from '../core/spawn/request-schema.ts';
import { templateEnvironment } from '../core/spawn/template-environment.ts';

/** ESM in the place of core/spawn/compiled-templates.ts: the templates below `directory` as functions. */
export async function compiledTemplates(directory: string): Promise<string> {
  const env = templateEnvironment(readPins(directory));
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.njk'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const modules = files.map(async (file) => {
    const name = relative(directory, file).split(sep).join('/');
    const wrapper = (templates: unknown): string =>
      (templates as { template: string }[]).map(({ template }) => template).join('');
    const code = nunjucks.precompileString(await readFile(file, 'utf8'), { name, env, wrapper });
    return `${JSON.stringify(name)}: () => {\n${code}\n}`;
  });
  return `export const compiledTemplates = {\n${(await Promise.all(modules)).join(',\n')}\n};\n`;
}

/** ESM in the place of core/spawn/compile-request-schema.ts: the check for what is below `directory`. */
export function compiledRequestSchema(directory: string): string {
  const ajv = new Ajv({ ...REQUEST_CHECK_OPTIONS, code: { source: true, esm: true } });
  const check = standalone.default(ajv, ajv.compile(requestSchema(readCatalog(directory))));
  return `${check}\nexport const compileRequestSchema = () => validate;\n`;
}
