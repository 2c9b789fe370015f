import type { Receipt } from '../receipt/index.ts';

/** One thing that a receipt says, and its name for a reader. */
export type Fact = readonly [label: string, value: string];

/** What the page of the entry `index` says under its title, beside the status. */
export const leadOf = (
  { component, version, time }: Pick<Receipt, 'component' | 'version' | 'time'>,
  index: number,
): string => `${component} ${version} · ${time.slice(0, 10)} · entry ${index}`;

/** All that a receipt says, in the order in which its page shows it: the texts first. */
export const factsOf = (receipt: Receipt): Fact[] => [...textsOf(receipt), ...detailsOf(receipt)];

/** What, why, how and value, as the writer put them. */
export const textsOf = ({ context = {} }: Receipt): Fact[] =>
  (['what', 'why', 'how', 'value'] as const).flatMap((name): Fact[] => {
    const text = context[name];
    return text === undefined ? [] : [[name, text]];
  });

/** Everything else. */
export function detailsOf(receipt: Receipt): Fact[] {
  const {
    id,
    kind,
    component,
    version,
    time,
    subjects,
    source = {},
    evidence,
    missing,
    links = [],
  } = receipt;
  return [
    ['operation', id],
    ['kind', kind],
    ['component', component],
    ['version', version],
    ['time', time],
    ...Object.entries<string>(source),
    ...subjects.map(({ name, sha256, size }): Fact => {
      const bytes = size === undefined ? '' : ` (${size} bytes)`;
      return ['subject', `${name}${bytes} SHA-256 ${sha256}`];
    }),
    ...evidence.map(({ layer, n, subject, sha256 }): Fact => {
      const of = subject === undefined ? '' : ` of ${subject}`;
      return [`evidence ${layer}-${n}`, `SHA-256 ${sha256}${of}`];
    }),
    ...missing.map(({ layer, reason, detail }): Fact => [`missing ${layer}`, `${reason}: ${detail}`]),
    ...links.map(({ rel, target }): Fact => [rel, target]),
    ...(receipt.people === undefined ? [] : [['people', `SHA-256 ${receipt.people.sha256}`] as Fact]),
  ];
}
