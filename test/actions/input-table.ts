import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { project } from '../project.ts';

interface Declaration {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string | boolean;
}

/** What an `action.yml`, or `on.workflow_call` of a workflow, declares. */
export interface Interface {
  readonly inputs: Readonly<Record<string, Declaration>>;
  readonly secrets?: Readonly<Record<string, Declaration>>;
  readonly outputs: Readonly<Record<string, Declaration>>;
}

/** Reads the declarations of a file of the project. */
export function readInterface(path: string): Interface {
  const file = parse(readFileSync(join(project, path), 'utf8')) as Interface & {
    on?: { workflow_call: Interface };
  };
  return file.on?.workflow_call ?? file;
}

/** The tables of inputs, secrets and outputs as actions/README.md has them, without the width of the columns. */
export function interfaceTables({ inputs, secrets = {}, outputs }: Interface): string[] {
  return [
    ...table(
      ['Input', 'Default', 'What it is'],
      inputs,
      ([name, { description, required, default: value }]) => [
        `\`${name}\``,
        required ? 'required' : shown(value),
        escape(description),
      ],
    ),
    ...table(['Secret', 'What it is'], secrets, named),
    ...table(['Output', 'What it is'], outputs, named),
  ];
}

type Entry = [name: string, declaration: Declaration];

function table(
  head: string[],
  declarations: Readonly<Record<string, Declaration>>,
  row: (entry: Entry) => string[],
): string[] {
  const entries = Object.entries(declarations);
  if (entries.length === 0) return [];
  return [head, head.map(() => '-'), ...entries.map(row)].map((cells) => `| ${cells.join(' | ')} |`);
}

const named = ([name, { description }]: Entry): string[] => [`\`${name}\``, escape(description)];

const shown = (value: string | boolean | undefined): string =>
  value === undefined || value === ''
    ? ''
    : String(value)
        .trim()
        .split('\n')
        .map((line) => `\`${line}\``)
        .join(' ');

const escape = (text: string): string => text.replaceAll('<', '\\<').replaceAll('|', '\\|');
