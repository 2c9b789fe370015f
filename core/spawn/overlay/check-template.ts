import nunjucks from 'nunjucks';
import type { Pins } from '../pins.ts';
import { renderFailure } from '../render-failure.ts';
import { ESCAPES } from '../template-environment.ts';
import { TEMPLATE_SYNTAX } from '../template-syntax.ts';
import { templateWord } from './template-word.ts';

/** A node of nunjucks' syntax tree, of which its types say nothing. */
interface Node {
  readonly typename: string;
  readonly lineno: number;
  readonly fields: readonly string[];
  readonly [field: string]: unknown;
}

/** What the template of an overlay may name. */
export interface Vocabulary {
  /** `service.name`, and whether it holds words of ours; what people typed is not compared, nor printed without a filter. */
  readonly variables: ReadonlyMap<string, boolean>;
  readonly pins: Pins;
}

const { parser } = nunjucks as unknown as {
  readonly parser: { parse: (text: string, extensions: [], options: object) => Node };
};

/** Nodes that only hold others. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['Root', 'NodeList', 'Output', 'TemplateData', 'If', 'InlineIf', 'And', 'Or', 'Not', 'Group', 'Compare'],
]);

/** Where the pins of a filter stand. */
const PINS = { action: 'actions', image: 'images', tool: 'tools' } as const;
type PinFilter = keyof typeof PINS;

/** What becomes of a value: it is printed as it is, it is compared, it is looked up among pins, or none of these. */
type Use = 'printed' | 'compared' | PinFilter | undefined;

const FILTERS: ReadonlySet<string> = new Set([...Object.keys(ESCAPES), ...Object.keys(PINS)]);
const COMPARISONS: ReadonlySet<unknown> = new Set(['==', '===', '!=', '!==']);

/**
 * Refuses every template that does more than print variables and texts by our filters, and choose with `if` by
 * comparing them: no call, no loop, no variable and no pin but those of the vocabulary, whichever service would have it
 * rendered. Throws an `Error` with the line and the remedy.
 */
export function checkTemplate(text: string, vocabulary: Vocabulary): void {
  check(parse(text), undefined, vocabulary);
}

/** The syntax tree, or an error with the line, where nunjucks tells it. */
function parse(text: string): Node {
  try {
    return parser.parse(text, [], TEMPLATE_SYNTAX);
  } catch (error) {
    const { lineno } = error as { lineno?: number };
    const where = lineno === undefined ? 'it' : `line ${lineno}`;
    const reason = `${where} cannot be read: ${renderFailure(error)}`;
    throw new Error(`${reason}. Write it as the README of templates/ says.`, { cause: error });
  }
}

function check(node: Node, use: Use, vocabulary: Vocabulary): void {
  const problem = problemOf(node, use, vocabulary);
  if (problem !== undefined) throw new Error(`line ${node.lineno + 1} has ${problem}.`);
  for (const field of fieldsOf(node)) {
    for (const inner of [node[field]].flat().filter(isNode))
      check(inner, useOf(field, node, use), vocabulary);
  }
}

/** The fields whose nodes are to be checked in their turn; the name of a variable or a filter is checked whole. */
function fieldsOf({ typename, fields }: Node): readonly string[] {
  if (typename === 'LookupVal') return [];
  return typename === 'Filter' ? ['args'] : fields;
}

/** What becomes of the value of the field of a node, of whose own value that becomes. */
function useOf(field: string, { typename, name }: Node, use: Use): Use {
  if (field === 'cond' || typename === 'Not') return undefined;
  if (typename === 'Output') return 'printed';
  if (typename === 'Compare') return 'compared';
  if (typename !== 'Filter') return use;
  const filter = pathOf(name);
  return isPinFilter(filter) ? filter : undefined;
}

/** What is wrong with a node, apart from those below, and the remedy. */
function problemOf(node: Node, use: Use, { variables, pins }: Vocabulary): string | undefined {
  const { typename } = node;
  if (HARMLESS.has(typename)) return undefined;
  if (typename === 'CompareOperand') {
    return COMPARISONS.has(node['type'])
      ? undefined
      : `the comparison ${String(node['type'])}. Compare with == or !=`;
  }
  if (typename === 'Literal') return problemOfLiteral(node['value'], use, pins);
  if (typename === 'Symbol' || typename === 'LookupVal')
    return problemOfVariable(pathOf(node), use, variables);
  if (typename === 'Filter') return problemOfFilter(node);
  return `${templateWord(typename)}. Leave it out: here a template prints variables and texts by filters, and chooses with "if"`;
}

function problemOfLiteral(value: unknown, use: Use, pins: Pins): string | undefined {
  if (!['string', 'number', 'boolean'].includes(typeof value)) {
    return 'a value of another type. Write a text, a number, true or false';
  }
  const pin = String(value);
  if (!isPinFilter(use) || Object.hasOwn(pins[PINS[use]], pin)) return undefined;
  return `the ${use} "${pin}", of which templates/pins.json has no pin. Write it out, at a fixed version`;
}

function problemOfVariable(
  path: string | undefined,
  use: Use,
  variables: ReadonlyMap<string, boolean>,
): string | undefined {
  if (path === undefined) return 'the variable with a computed name. Write its name';
  const isOurs = variables.get(path);
  if (isOurs === undefined) return `the variable ${path}. Take one that the README of templates/ names`;
  if (isOurs || use === undefined) return undefined;
  if (isPinFilter(use)) return `the ${use} of ${path}, which people typed. Name one of templates/pins.json`;
  return use === 'compared'
    ? `a comparison of ${path}, which people typed. Compare words of ours, such as service.kind`
    : `${path}, which people typed, without a filter. Add that of the file type, for example "| yaml"`;
}

function problemOfFilter(node: Node): string | undefined {
  const name = pathOf(node['name']);
  if (name === undefined || !FILTERS.has(name)) {
    return `the filter ${name ?? 'with a computed name'}. There are: ${[...FILTERS].join(', ')}`;
  }
  const [value, ...others] = isNode(node['args']) ? nodesOf(node['args']) : [];
  const isPlain = value !== undefined && others.length === 0;
  return isPlain ? undefined : `arguments for the filter ${name}. Leave them out`;
}

function isPinFilter(name: string | undefined): name is PinFilter {
  return name !== undefined && Object.hasOwn(PINS, name);
}

const nodesOf = (node: Node): Node[] => node.fields.flatMap((field) => node[field]).filter(isNode);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'typename' in value && 'fields' in value;
}

/** `service.name` of the nodes that say it. */
function pathOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.typename === 'Symbol') return String(node['value']);
  const { val, target } = node as { val?: unknown; target?: unknown };
  if (node.typename !== 'LookupVal' || !isNode(val) || val.typename !== 'Literal') return undefined;
  const parent = pathOf(target);
  return parent === undefined ? undefined : `${parent}.${String(val['value'])}`;
}
