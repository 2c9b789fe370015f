import nunjucks from 'nunjucks';
import { ESCAPES } from '../template-environment.ts';
import { TEMPLATE_SYNTAX } from '../template-syntax.ts';

/** A node of nunjucks' syntax tree, of which its types say nothing. */
interface Node {
  readonly typename: string;
  readonly lineno: number;
  readonly fields: readonly string[];
  readonly [field: string]: unknown;
}

const { parser } = nunjucks as unknown as {
  readonly parser: { parse: (text: string, extensions: [], options: object) => Node };
};

/** Nodes that only hold others. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['Root', 'NodeList', 'Output', 'TemplateData', 'If', 'InlineIf', 'And', 'Or', 'Not', 'Group', 'Compare'],
]);

const FILTERS: ReadonlySet<string> = new Set([...Object.keys(ESCAPES), 'action', 'image', 'tool']);
const COMPARISONS: ReadonlySet<unknown> = new Set(['==', '===', '!=', '!==']);

/**
 * Refuses every template that does more than print variables and texts by our filters, and choose with `if` by
 * comparing them: no call, no loop, no member but those of `variables` (`service.name`), and no comparison of one that is
 * not true there, since it holds what people typed. Throws an `Error` with the line.
 */
export function checkTemplate(text: string, variables: ReadonlyMap<string, boolean>): void {
  check(parser.parse(text, [], TEMPLATE_SYNTAX), variables);
}

function check(node: Node, variables: ReadonlyMap<string, boolean>): void {
  const inner = innerNodes(node, variables);
  if (typeof inner === 'string') {
    throw new Error(`line ${node.lineno + 1} has ${inner}, which the template of an overlay may not have.`);
  }
  for (const each of inner) check(each, variables);
}

/** The nodes below that are to be checked in their turn, or what is wrong with this one. */
function innerNodes(node: Node, variables: ReadonlyMap<string, boolean>): readonly Node[] | string {
  const { typename } = node;
  const typed = comparedBy(node).find((path) => variables.get(path) === false);
  if (typed !== undefined) return `a comparison of ${typed}, which people typed`;
  if (HARMLESS.has(typename)) return nodesOf(node);
  if (typename === 'CompareOperand') {
    return COMPARISONS.has(node['type']) ? nodesOf(node) : `the comparison ${String(node['type'])}`;
  }
  if (typename === 'Literal') {
    return ['string', 'number', 'boolean'].includes(typeof node['value']) ? [] : 'a value of another type';
  }
  if (typename === 'Symbol' || typename === 'LookupVal') {
    const path = pathOf(node);
    return path !== undefined && variables.has(path) ? [] : `the variable ${path ?? 'with a computed name'}`;
  }
  if (typename === 'Filter') {
    const name = pathOf(node['name']);
    const values = isNode(node['args']) ? nodesOf(node['args']) : [];
    if (name === undefined || !FILTERS.has(name)) return `the filter ${name ?? 'with a computed name'}`;
    return values.length === 1 ? values : `arguments for the filter ${name}`;
  }
  return `a ${typename}`;
}

/** The variables that a comparison has on its sides. */
function comparedBy(node: Node): string[] {
  if (node.typename !== 'Compare' && node.typename !== 'CompareOperand') return [];
  return nodesOf(node).flatMap((side) => pathOf(side) ?? []);
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
