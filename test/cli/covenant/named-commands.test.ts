import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';

import type { AddCommand } from '../../../cli/add-command.ts';
import { project } from '../../project.ts';
import { sectionOf } from '../../core/remembrancer/covenant/rule-page.ts';
import { memoryTerminal } from '../memory-terminal.ts';

/** Where what a check says is written, in code. */
const SOURCES = ['core/remembrancer/covenant', 'core/remembrancer/decisions', 'cli/covenant'];
const PAGES = 'docs/covenant';

const filesBelow = (folder: string, end: string): string[] =>
  readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name));
const textOf = (file: string): string => readFileSync(join(project, file), 'utf8');

/** The commands that a text has as inline code or in quotes, without `vaultmesh`. */
const inlineIn = (text: string): string[] =>
  [...text.matchAll(/`vaultmesh ([^`\\]+)\\?`|"vaultmesh ([^"]+)"/g)].map(
    ([, code, quote]) => code ?? quote ?? '',
  );
const withoutComments = (code: string): string => code.replaceAll(/^\s*(?:\/?\*|\/\/).*$/gm, '');

/** What somebody would paste: of messages and of the ways to fix it, and what stands in blocks. */
const pasted = [
  ...SOURCES.flatMap((folder) => filesBelow(folder, '.ts')).flatMap((file) =>
    inlineIn(withoutComments(textOf(file)))
      .filter((words) => !words.includes('${'))
      .map((words) => [file, words] as const),
  ),
  ...filesBelow(PAGES, '.md').flatMap((file) =>
    [
      ...inlineIn(sectionOf(textOf(file), 'How to fix')),
      ...[...textOf(file).matchAll(/^(?: +run: )?vaultmesh (.*)$/gm)].map(([, words = '']) => words),
    ].map((words) => [file, words] as const),
  ),
];
const mentioned = filesBelow(PAGES, '.md').flatMap((file) =>
  inlineIn(textOf(file)).map((words) => [file, words] as const),
);

async function commandLine(): Promise<Command> {
  const program = new Command('vaultmesh').exitOverride().enablePositionalOptions();
  program.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  for (const file of readdirSync(join(project, 'cli/commands')).filter((name) => name.endsWith('.ts'))) {
    const commands = (await import(`../../../cli/commands/${file}`)) as Record<string, AddCommand>;
    // A command that is parsed does nothing.
    for (const add of Object.values(commands)) add(program, memoryTerminal(), () => Promise.resolve());
  }
  return program;
}

const wordsOf = (text: string): string[] =>
  [...text.replace(/ +#.*$/, '').matchAll(/"[^"]*"|'[^']*'|\S+/g)].map(([word]) =>
    word.replace(/^(["'])(.*)\1$/, '$2'),
  );

describe('a command of vaultmesh that the covenant names', () => {
  let program: Command;
  beforeAll(async () => {
    program = await commandLine();
  });

  it('is found in messages and on pages', () => {
    expect(pasted.length).toBeGreaterThan(30);
  });

  it.each(pasted)('can be run as it is printed: %s: %s', async (_file, text) => {
    // A shell would take them for files to read and to write.
    expect(text).not.toMatch(/[<>]/);
    await (await commandLine()).parseAsync(wordsOf(text), { from: 'user' });
  });

  it.each(mentioned)('exists, with its options: %s: %s', (_file, text) => {
    let command = program;
    for (const word of wordsOf(text.split(' -- ', 1)[0] ?? '')) {
      const next = command.commands.find((each) => each.name() === word);
      if (next !== undefined) command = next;
      else if (word.startsWith('--')) expect(command.options.map(({ long }) => long)).toContain(word);
    }
    expect(command).not.toBe(program);
  });
});
