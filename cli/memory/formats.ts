/** The forms in which a command that asks the ledger answers. */
export const FORMATS = ['table', 'json', 'ndjson', 'md', 'mermaid'] as const;

export type Format = (typeof FORMATS)[number];

/** Those of a command whose answer is no diagram. */
export const TEXT_FORMATS: readonly Format[] = ['table', 'json', 'ndjson', 'md'];

/** An answer, of which each form shows what it can. All of its texts may come from a ledger. */
export interface Answer {
  /** What a row of the table has. */
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** For a person on a terminal, in place of the rows as columns; made safe to show. */
  readonly text?: readonly string[];
  /** The same for a program, one item each. */
  readonly items: readonly unknown[];
  /** The same as Mermaid diagrams, the newest first. */
  readonly diagrams: readonly string[];
  /** A sentence of why it may be without items. */
  readonly remark?: string;
  /** Without items it is `not-found`: what a question is, and a list is not. */
  readonly mustFind?: true;
}

/** The remark of an answer behind another sentence. */
export const remarkOf = ({ remark }: Answer): string => (remark === undefined ? '' : ` ${remark}`);
