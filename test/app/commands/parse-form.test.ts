import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allCommands } from '../../../app/commands/all-commands.ts';
import { formFields, YES } from '../../../app/commands/form-fields.ts';
import type { Grammar } from '../../../app/commands/grammar.ts';
import { parseCommand } from '../../../app/commands/parse-command.ts';
import { parseForm } from '../../../app/commands/parse-form.ts';
import { formBody } from './form-body.ts';

const grammars = allCommands().map(({ grammar }) => grammar);
const grammarOf = (name: string): Grammar => grammars.find((grammar) => grammar.name === name)!;
const SPAWN = grammarOf('spawn');
const spawned = (values: Readonly<Record<string, string>>) => parseForm(formBody(SPAWN, values), grammars);
const mistake = (body: string): string => {
  const parsed = parseForm(body, grammars);
  return parsed && 'mistake' in parsed ? parsed.mistake : '';
};

describe('an issue that a form made', () => {
  it('is the command with what was filled in', () => {
    expect(
      spawned({ name: 'my-service', language: 'go', 'dry-run': YES, description: 'Says hello' }),
    ).toEqual({
      name: 'spawn',
      values: { name: 'my-service', language: 'go', 'dry-run': 'true', description: 'Says hello' },
    });
  });

  it('is read with line ends of any kind, and where no choice is the word None', () => {
    const body = formBody(SPAWN, { name: 'my-service', 'with-mcp': 'None' });
    expect(parseForm(`${body.replaceAll('\n', '\r\n')}\r\n`, grammars)).toEqual({
      name: 'spawn',
      values: { name: 'my-service' },
    });
  });

  it('says what is missing, and what cannot stand in a field', () => {
    expect(mistake(formBody(SPAWN, {}))).toMatch(/^The name is missing. Write: `\/spawn <name>/);
    expect(mistake(formBody(grammarOf('adopt'), { part: 'cii' }))).toContain('Did you mean `ci`?');
    expect(mistake(formBody(SPAWN, { name: 'my-service', 'dry-run': 'no' }))).toContain(
      '`no` cannot stand for the dry-run.',
    );
  });

  it('of a form with another field says so', () => {
    const body = `${formBody(SPAWN, { name: 'my-service' })}\n\n### Colour\n\nred`;
    expect(mistake(body)).toMatch(/^The form has a field `Colour`, which this command does not. Write: /);
  });

  it.each([
    ['a field in two lines', '### /spawn: Name\n\nmy-service\nand more'],
    ['a field twice', '### /spawn: Name\n\none\n\n### /spawn: Name\n\ntwo'],
    ['no value', '### /spawn: Name'],
    ['text below', '### /spawn: Name\n\nmy-service\n\nThank you!'],
  ])('is not guessed at where it has %s', (_, body) => {
    expect(mistake(body)).toMatch(/^The issue is not as its form makes it./);
  });
});

describe('an issue that is none of a form is left alone', () => {
  it.each([
    '',
    '/spawn my-service',
    'Please:\n\n### /spawn: Name\n\nmy-service',
    '> ### /spawn: Name\n>\n> my-service',
    '```\n### /spawn: Name\n\nmy-service\n```',
    ' ### /spawn: Name\n\nmy-service',
    '### Name\n\nmy-service',
    '### /SPAWN: Name\n\nmy-service',
    '### /label: Name\n\nbug',
    '### /adr: Title\n\nUse Redis',
    '### What happened?\n\n### /spawn: Name\n\nmy-service',
  ])('%j', (body) => {
    expect(parseForm(body, grammars)).toBeUndefined();
  });
});

describe('what somebody types into a field is never anything else', () => {
  it.each([
    ['### Language', '### Language'],
    ['/adopt ledger', '/adopt ledger'],
    ['a" --language "go', 'a --language go'],
    ['x --dry-run', 'x --dry-run'],
    ['@team [x](https://example.org)', '@team [x](https://example.org)'],
  ])('%j', (typed, value) => {
    expect(spawned({ name: typed })).toEqual({ name: 'spawn', values: { name: value } });
    expect(spawned({ name: 'x', description: typed })).toEqual({
      name: 'spawn',
      values: { name: 'x', description: value },
    });
  });

  it('nor an option in the place of a parameter', () => {
    expect(mistake(formBody(SPAWN, { name: '--dry-run' }))).toMatch(
      /^`--dry-run` cannot stand for the name./,
    );
    expect(mistake(formBody(SPAWN, { name: '"--dry-run"' }))).toMatch(/^`--dry-run` cannot stand for/);
  });

  it('nor Markdown in the answer', () => {
    expect(mistake(formBody(SPAWN, { name: '--`@team`|' }))).toMatch(/^`-- @team` cannot/);
  });
});

/** Any one line, and what looks like something else. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '### Name',
    '--language=go',
    '"',
    '_No response_',
    'None',
    '/spawn x',
    '- [x] yes',
    '`',
    '\\',
  ),
);
const line = fc.array(typed, { maxLength: 3 }).map((parts) => parts.join(' ').replace(/[\r\n]/g, ' '));

it('no form gives what no comment can', () => {
  const filled = fc
    .constantFrom(...grammars.filter((grammar) => formFields(grammar).length > 0))
    .chain((grammar) => {
      const fields = formFields(grammar).map(
        ({ name, choices }) => [name, fc.option(choices ? fc.constantFrom(...choices, '?') : line)] as const,
      );
      return fc.record({ grammar: fc.constant(grammar), values: fc.record(Object.fromEntries(fields)) });
    });
  fc.assert(
    fc.property(filled, ({ grammar, values }) => {
      const given = Object.entries(values).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      const parsed = parseForm(formBody(grammar, Object.fromEntries(given)), grammars);
      expect(parsed).toBeDefined();
      if (!parsed || 'mistake' in parsed) return;
      expect(parsed.name).toBe(grammar.name);
      const isFlag = (name: string) => grammar.flags.includes(name);
      const words = Object.entries(parsed.values).map(([name, value]) =>
        name in grammar.options ? `--${name}="${value}"` : isFlag(name) ? `--${name}` : `"${value}"`,
      );
      expect(parseCommand(`/${grammar.name} ${words.join(' ')}`, grammars)).toEqual(parsed);
    }),
    { numRuns: 300 },
  );
});
