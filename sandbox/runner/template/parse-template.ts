import { convertOn } from '@actions/workflow-parser/model/converter/events';
import { convertJobs } from '@actions/workflow-parser/model/converter/jobs';
import { convertToIfCondition } from '@actions/workflow-parser/model/converter/if-condition';
import {
  TemplateContext,
  TemplateValidationErrors,
} from '@actions/workflow-parser/templates/template-context';
import { readTemplate } from '@actions/workflow-parser/templates/template-reader';
import {
  StringToken,
  type LiteralToken,
  type TemplateToken,
} from '@actions/workflow-parser/templates/tokens/index';
import * as is from '@actions/workflow-parser/templates/tokens/type-guards';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader';
import { VaultMeshError } from '../../../core/common/error.ts';
import { loadSchema } from './load-schema.ts';
import { Expression, isTemplateMap, type Template, type TemplateMap } from './template.ts';

/**
 * Reads a workflow or action file with GitHub's parser and schema. Throws `usage` with the parser's own messages,
 * which name file and line.
 */
export async function parseTemplate(
  kind: 'workflow' | 'action',
  file: string,
  content: string,
): Promise<TemplateMap> {
  const errors = new TemplateValidationErrors();
  const context = new TemplateContext(errors, await loadSchema(kind), new NoOperationTraceWriter());
  const fileId = context.getFileId(file);
  const reader = new ValueReader(fileId, content);
  for (const error of reader.errors) context.error(fileId, error.message, error.range);
  check(context);
  const root = readTemplate(context, `${kind}-root-strict`, reader, fileId);
  check(context);
  if (root === undefined) throw new VaultMeshError('usage', `${file} is empty.`);
  if (kind === 'workflow') checkReferences(context, root);
  const template = toTemplate(context, root);
  check(context);
  if (!isTemplateMap(template)) throw new VaultMeshError('usage', `${file} is not a mapping.`);
  return template;
}

function check(context: TemplateContext): void {
  const errors = context.errors.getErrors();
  if (errors.length > 0) throw new VaultMeshError('usage', errors.map((error) => error.message).join('\n'));
}

/** What the schema does not say: that needed jobs exist and do not wait for each other, that ids are unique. */
function checkReferences(context: TemplateContext, root: TemplateToken): void {
  const { on, jobs } = Object.fromEntries(
    [...root.assertMapping('workflow')].map(({ key, value }) => [key.toString(), value] as const),
  );
  try {
    if (on !== undefined) convertOn(context, on);
    if (jobs !== undefined) convertJobs(context, jobs);
  } catch (error) {
    context.error(root, error);
  }
}

/**
 * The parser builds expressions from a scalar's source text, which keeps the indentation that YAML removes from
 * block scalars. Without the source it takes the value, as the runner on github.com does.
 */
class ValueReader extends YamlObjectReader {
  override allowLiteral(): LiteralToken | undefined {
    const token = super.allowLiteral();
    if (token === undefined || !is.isString(token)) return token;
    return new StringToken(token.file, token.range, token.value, token.definitionInfo, undefined);
  }
}

function toTemplate(context: TemplateContext, token: TemplateToken): Template {
  if (is.isMapping(token)) {
    return new Map([...token].map(({ key, value }) => [key.toString(), toTemplate(context, value)] as const));
  }
  if (is.isSequence(token)) return [...token].map((item) => toTemplate(context, item));
  const definition = token.definition?.key;
  if (definition === 'job-if' || definition === 'step-if') {
    return new Expression(convertToIfCondition(context, token)?.expression ?? '');
  }
  if (is.isBasicExpression(token)) return new Expression(token.expression);
  if (is.isString(token) || is.isNumber(token) || is.isBoolean(token)) return token.value;
  if (is.isLiteral(token)) return null;
  context.error(token, 'Insert expressions are not known to this sandbox.');
  return null;
}
