import type { Field } from './claim.ts';

const LABELS: Readonly<Record<string, Field>> = {
  status: 'status',
  state: 'status',
  date: 'date',
  deciders: 'decision-makers',
  'decision-makers': 'decision-makers',
  author: 'decision-makers',
  authors: 'decision-makers',
  consulted: 'consulted',
  informed: 'informed',
  tags: 'tags',
  supersedes: 'supersedes',
  supercedes: 'supersedes',
  replaces: 'supersedes',
  'superseded-by': 'superseded-by',
  'superceded-by': 'superseded-by',
  'replaced-by': 'superseded-by',
  amends: 'amends',
  'amended-by': 'amended-by',
  'relates-to': 'relates-to',
  related: 'relates-to',
  clarifies: 'relates-to',
  'clarified-by': 'relates-to',
  refines: 'relates-to',
  'refined-by': 'relates-to',
};

/** What a label such as `Decision Makers` or `**Superceded by:**` stands for. */
export function fieldOfLabel(label: string): Field | undefined {
  const key = label
    .replace(/[^A-Za-z]+/g, ' ')
    .trim()
    .toLowerCase()
    .replaceAll(' ', '-');
  return Object.hasOwn(LABELS, key) ? LABELS[key] : undefined;
}
