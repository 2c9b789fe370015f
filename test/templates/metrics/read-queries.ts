import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A query of a repository's monitoring, with the place where it stands. */
export interface Query {
  readonly place: string;
  readonly text: string;
}

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
}

/**
 * Every query of the dashboard and of the rules. Those of alerts give 1 or 0 for what they compare, not only what is wrong.
 * What a query falls back on when there is no such metric is left out: it would always give data. And each metric that is
 * named is a query too, since one side of an `or` hides that the other one has none.
 */
export async function readQueries(directory: string): Promise<readonly Query[]> {
  const queries = [...(await readPanels(directory)), ...(await readRules(directory))];
  const found = new Map<string, Query>();
  for (const { place, text } of queries) {
    const asked = text.replace(FALLBACK, '');
    for (const query of [asked, ...(asked.match(METRIC) ?? [])]) found.set(query, { place, text: query });
  }
  return [...found.values()];
}

const METRIC = /[a-zA-Z_:][\w:]*(?=\{)/g;
const FALLBACK = /\s+or\s+(?:vector\(0\)|absent\([^)]*\))/g;

async function readPanels(directory: string): Promise<Query[]> {
  const dashboard: unknown = JSON.parse(await readFile(join(directory, 'monitoring/dashboard.json'), 'utf8'));
  return expressions(dashboard, '').map(withoutVariables);
}

/** Whatever is named "expr", however deep; its place is the nearest title. */
function expressions(value: unknown, place: string): Query[] {
  if (typeof value !== 'object' || value === null) return [];
  const title = 'title' in value && typeof value.title === 'string' ? value.title : place;
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'expr' ? [{ place: `panel ${title}`, text: String(inner) }] : expressions(inner, title),
  );
}

/** Grafana's interval is at least four scrapes. */
function withoutVariables({ place, text }: Query): Query {
  return { place, text: text.replaceAll(/\$__(rate_)?interval|\$__range/g, '30s') };
}

async function readRules(directory: string): Promise<Query[]> {
  const text = await readFile(join(directory, 'monitoring/alerts.yml'), 'utf8');
  const { groups } = parse(text) as { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
  return groups.flatMap(({ rules }) =>
    rules.map(({ alert, record, expr }) =>
      alert === undefined
        ? { place: `record ${record}`, text: record ?? expr }
        : { place: `alert ${alert}`, text: withBool(expr) },
    ),
  );
}

/** Every comparison as one that answers 1 or 0: https://prometheus.io/docs/prometheus/latest/querying/operators/#comparison-binary-operators */
function withBool(expression: string): string {
  return expression.replaceAll(
    /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\{[^}]*\}|([<>]=?|[=!]=)(?!\s*bool)/g,
    (token, comparison?: string) => (comparison === undefined ? token : `${comparison} bool`),
  );
}
