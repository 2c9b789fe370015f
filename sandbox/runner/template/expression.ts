import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { TokenType, type Token } from '@actions/expressions/lexer';
import { truthy } from '@actions/expressions/result';
import type { Json } from '../../../core/common/canonical-json.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { Expression, expressionsOf, type Template, type TemplateMap } from './template.ts';

/** What an expression can see. */
export interface Scope {
  readonly contexts: Readonly<Partial<Record<ContextName, Json>>>;
  /** What the status functions `success()`, `failure()` and `cancelled()` answer. */
  readonly status: Readonly<Record<'success' | 'failure' | 'cancelled', boolean>>;
}

const CONTEXTS = [
  ...(['github', 'inputs', 'vars', 'env', 'secrets', 'needs', 'steps', 'job', 'jobs', 'runner'] as const),
];
type ContextName = (typeof CONTEXTS)[number];

const STATUS_FUNCTIONS = ['success', 'failure', 'cancelled', 'always'] as const;

/** Throws `usage` at the first expression of `template` that uses a context or function this sandbox has not. */
export function checkExpressions(where: string, template: Template): void {
  for (const expression of expressionsOf(template)) {
    try {
      parse(expression);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new VaultMeshError(
        'usage',
        `${where}: the expression "${expression.text}" is not known to this sandbox: ${reason}`,
        { cause: error },
      );
    }
  }
}

/** The value of a template without mappings and lists as text, as it stands in an environment variable. */
export function evaluateText(template: Template | undefined, scope: Scope): string {
  if (template === undefined) return '';
  return evaluate(template, scope).coerceString();
}

/** The value with its type; throws `usage` for a mapping or a list. */
export function evaluateValue(template: Template, scope: Scope): string | number | boolean | null {
  const value = evaluate(template, scope);
  switch (value.kind) {
    case data.Kind.Boolean:
    case data.Kind.Number:
    case data.Kind.String:
      return value.value;
    case data.Kind.Null:
      return null;
    default:
      throw new VaultMeshError('usage', 'A mapping or list stands where a plain value is expected.');
  }
}

export function evaluateMap(map: TemplateMap, scope: Scope): Record<string, string> {
  return Object.fromEntries([...map].map(([name, value]) => [name, evaluateText(value, scope)]));
}

/** Whether a condition holds, by GitHub's rules of truth (`''`, `0`, `null` and `false` are false). */
export function evaluateCondition(template: Template, scope: Scope): boolean {
  return truthy(evaluate(template, scope));
}

/** A number, e.g. of minutes; throws `usage` for anything else. */
export function evaluateNumber(where: string, template: Template, scope: Scope): number {
  const number = evaluate(template, scope).number();
  if (!Number.isFinite(number)) throw new VaultMeshError('usage', `${where} is not a number.`);
  return number;
}

function evaluate(template: Template, scope: Scope): data.ExpressionData {
  if (!(template instanceof Expression)) {
    if (template !== null && typeof template === 'object') {
      throw new VaultMeshError('usage', 'A mapping or list stands where a plain value is expected.');
    }
    return toData(template);
  }
  const contexts = new data.Dictionary();
  for (const name of CONTEXTS) contexts.add(name, toData(scope.contexts[name] ?? null));
  const functions = new Map<string, Signature & { call: () => data.BooleanData }>(
    STATUS_FUNCTIONS.map((name) => {
      const answer = name === 'always' || scope.status[name];
      return [name, { ...signature(name), call: () => new data.BooleanData(answer) }];
    }),
  );
  return new Evaluator(parse(template), contexts, functions).evaluate();
}

function parse(expression: Expression) {
  const { tokens } = new Lexer(expression.text).lex();
  return new Parser(tokens.map(unquoted), [...CONTEXTS], STATUS_FUNCTIONS.map(signature)).parse();
}

/** A string with every `''` as one quote; the lexer (version 0.3.61) leaves all but the first as they are. */
function unquoted(token: Token): Token {
  if (token.type !== TokenType.STRING) return token;
  return { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") };
}

interface Signature {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
}

const signature = (name: string): Signature => ({ name, minArgs: 0, maxArgs: 0 });

function toData(value: Json): data.ExpressionData {
  return JSON.parse(JSON.stringify(value), data.reviver) as data.ExpressionData;
}
