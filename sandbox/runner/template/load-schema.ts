import { readFile } from 'node:fs/promises';
import { JSONObjectReader } from '@actions/workflow-parser/templates/json-object-reader';
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/index';

/**
 * GitHub's schema of workflow or action files. The parser's own modules for this import JSON in a way that Node does
 * not accept (version 0.3.61), so the file is read beside them.
 */
export async function loadSchema(kind: 'workflow' | 'action'): Promise<TemplateSchema> {
  const file = new URL(`${kind}-v1.0.min.json`, import.meta.resolve('@actions/workflow-parser'));
  return TemplateSchema.load(new JSONObjectReader(undefined, await readFile(file, 'utf8')));
}
