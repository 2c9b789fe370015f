import { VaultMeshError } from '../../core/common/error.ts';
import { codeSpan } from '../code-span.ts';
import { markdownTable } from '../memory/told.ts';
import { closest } from './closest.ts';
import type { Command } from './command.ts';
import { usage } from './grammar.ts';

/** `/help [<command…>]`: every command with its words and who may give it, or one of them. */
export function help(others: readonly Command[]): Command {
  const itself: Command = {
    grammar: {
      name: 'help',
      parameters: [{ name: 'command', isOptional: true, takesAll: true }],
      options: {},
      flags: [],
      summary: 'shows this list, or one command',
      example: '/help spawn',
    },
    scope: 'repository',
    defaultRole: 'read',
    run: ({ values }) => Promise.resolve(tellCommands([...others, itself], values['command'])),
  };
  return itself;
}

/** Some commands, or all, as a table. Throws `usage` for a name that no command has or begins with. */
export function tellCommands(commands: readonly Command[], wanted?: string): string {
  const name = wanted?.replace(/^\//, '');
  const shown = commands.filter(
    ({ grammar }) => name === undefined || grammar.name === name || grammar.name.startsWith(`${name} `),
  );
  if (shown.length === 0) throw unknown(name ?? '', commands);
  const examples = shown.flatMap(({ grammar }) => grammar.example ?? []).map((each) => `\`${each}\``);
  return [
    'A command stands in the first line of a new comment. Who may give it is the default, and `.github/vaultmesh.yml` can say otherwise.',
    '',
    ...markdownTable(
      ['Command', 'What it does', 'Who may'],
      shown.map((command) => [inCell(usage(command.grammar)), command.grammar.summary, whoMay(command)]),
    ),
    ...(name === undefined || examples.length === 0 ? [] : ['', `Such as ${examples.join(', ')}.`]),
  ].join('\n');
}

function unknown(name: string, commands: readonly Command[]): VaultMeshError {
  const meant = closest(
    name,
    commands.map(({ grammar }) => grammar.name),
  );
  const question = meant === undefined ? '' : ` Did you mean \`/help ${meant}\`?`;
  return new VaultMeshError(
    'usage',
    `There is no command ${codeSpan(`/${name}`)}.${question} \`/help\` shows all of them.`,
  );
}

/** A bar ends the cell of a table, also within code. */
const inCell = (code: string): string => `\`${code.replaceAll('|', String.raw`\|`)}\``;

const whoMay = ({ defaultRole, scope }: Command): string =>
  defaultRole === undefined
    ? 'who may give what it is about'
    : `role \`${defaultRole}\` or higher in ${scope === 'organisation' ? 'the platform repository' : 'the repository'}`;
