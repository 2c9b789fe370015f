import { parse } from 'yaml';
import { issueForm } from '../../../app/commands/issue-form.ts';
import type { Grammar } from '../../../app/commands/grammar.ts';

/** What of a form GitHub makes a body from. */
export interface Form {
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly body: readonly {
    readonly type: 'markdown' | 'input' | 'dropdown';
    readonly id?: string;
    readonly attributes: {
      readonly label?: string;
      readonly value?: string;
      readonly placeholder?: string;
      readonly options?: readonly unknown[];
    };
    readonly validations?: { readonly required: boolean };
  }[];
}

export const formOf = (grammar: Grammar): Form =>
  parse(Buffer.from(issueForm(grammar).content).toString(), { version: '1.1' }) as Form;

/** The body of an issue as GitHub makes it of a form that was filled in with `values`, by the ids of its fields. */
export function formBody(grammar: Grammar, values: Readonly<Record<string, string>>): string {
  return formOf(grammar)
    .body.filter(({ type }) => type !== 'markdown')
    .map(({ id = '', attributes: { label } }) => `### ${label}\n\n${values[id] ?? '_No response_'}`)
    .join('\n\n');
}
