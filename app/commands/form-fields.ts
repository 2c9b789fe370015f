import type { Grammar, Values } from './grammar.ts';

/** A field of the form of a command: a parameter, an option or a flag of its grammar. */
export interface FormField {
  /** As in the grammar. */
  readonly name: string;
  readonly kind: 'parameter' | 'option' | 'flag';
  /** Above the field, and as a heading of the issue that the form makes. No two of a form are the same. */
  readonly label: string;
  /** What there is to choose from; absent where anything may be written. */
  readonly choices?: readonly string[];
  readonly example?: string;
  readonly isRequired: boolean;
}

/** What is chosen for a flag that is to be there. */
export const YES = 'yes';

/**
 * What the form of a command asks for, in its order. The first label begins with the command: labels come of the form alone, whoever
 * fills it in can neither change nor forget them, and labels of the repository need not exist. So it says by itself which issue gives
 * which command. An issue that is written by hand to look the same gives it too: that is no more than a comment by the same person can do.
 */
export function formFields({ name: command, parameters, options, flags }: Grammar): FormField[] {
  const fields = [
    ...parameters.map(({ name, choices, isOptional }) => ({
      ...{ name, kind: 'parameter' as const, isRequired: isOptional !== true },
      ...(choices !== undefined && { choices }),
    })),
    ...Object.entries(options).map(([name, values]) => ({
      ...{ name, kind: 'option' as const, isRequired: false, ...asked(values) },
    })),
    ...flags.map((name) => ({ name, kind: 'flag' as const, isRequired: false, choices: [YES] })),
  ];
  return fields.map((field, index) => ({
    ...field,
    label: `${index === 0 ? `/${command}: ` : ''}${labelOf(field.name)}`,
  }));
}

const asked = (values: Values): Pick<FormField, 'choices' | 'example'> =>
  typeof values === 'string' ? { example: values.replace(/["<>]/g, '') } : { choices: values };

/** `with-mcp` is "With mcp". */
const labelOf = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
