import { describe, expect, it } from '@jest/globals';
import { allCommands } from '../../../app/commands/all-commands.ts';
import { tellCommands } from '../../../app/commands/help.ts';

const commands = allCommands();

describe('/help', () => {
  it('has a row for every command, with its words, what it does and who may', () => {
    const rows = tellCommands(commands)
      .split('\n')
      .filter((line) => line.startsWith('| `/'));
    expect(rows).toHaveLength(commands.length);
    // A bar within the words would begin another cell.
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(5);
  });

  it.each(['spawn', '/spawn'])('shows one command by its name: %s', (name) => {
    const answer = tellCommands(commands, name);
    expect(answer).toContain('`/spawn <name>');
    expect(answer).not.toContain('`/approve');
  });

  it.each([
    ['spwan', 'Did you mean `/help spawn`?'],
    ['@acme `x`', 'There is no command `/@acme  x`'],
  ])('says of a name that no command has what was meant: %s', (name, said) => {
    expect(() => tellCommands(commands, name)).toThrow(said);
  });
});
