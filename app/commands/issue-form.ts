import { stringify } from 'yaml';
import { utf8 } from '../../core/common/bytes.ts';
import type { TreeFile } from '../../core/spawn/index.ts';
import { type FormField, formFields } from './form-fields.ts';
import { type Grammar, usage } from './grammar.ts';

/**
 * The issue form by which a command is given with fields, of the command's own grammar: GitHub asks for no more and no less than the
 * parser of comments takes.
 */
export function issueForm(grammar: Grammar): TreeFile {
  const { name, summary } = grammar;
  const form = {
    name: `VaultMesh: /${name}`,
    description: summary,
    title: `/${name}`,
    body: [
      {
        type: 'markdown',
        attributes: {
          value: `Gives the app the command \`${usage(grammar)}\`, as a comment would. The answer is a comment on the issue.`,
        },
      },
      ...formFields(grammar).map(elementOf),
    ],
  };
  // In quotation marks, since YAML takes a bare `yes` for a boolean.
  const text = stringify(form, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
  return {
    path: `.github/ISSUE_TEMPLATE/vaultmesh-${name.replaceAll(' ', '-')}.yml`,
    mode: '100644',
    content: utf8(text),
  };
}

/** Every field has one line, so that the headings between them stand where they must, whatever is written into it. */
function elementOf({ name, label, choices, example, isRequired }: FormField): object {
  const validations = isRequired && { validations: { required: true } };
  return choices === undefined
    ? {
        ...{ type: 'input', id: name },
        attributes: { label, ...(example !== undefined && { placeholder: example }) },
        ...validations,
      }
    : { type: 'dropdown', id: name, attributes: { label, options: [...choices] }, ...validations };
}
