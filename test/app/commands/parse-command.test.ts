import { describe, expect, it } from '@jest/globals';
import { allCommands } from '../../../app/commands/all-commands.ts';
import type { Grammar } from '../../../app/commands/grammar.ts';
import { parseCommand } from '../../../app/commands/parse-command.ts';

const grammars = allCommands().map(({ grammar }) => grammar);
const parse = (body: string) => parseCommand(body, grammars);
const mistake = (body: string): string => {
  const parsed = parse(body);
  return parsed && 'mistake' in parsed ? parsed.mistake : '';
};

describe('a command in the first line of a comment', () => {
  it('is read with its parameters and options', () => {
    expect(parse('/spawn my-service --description "Says hello" --language=python')).toEqual({
      name: 'spawn',
      values: { name: 'my-service', description: 'Says hello', language: 'python' },
    });
  });

  it('has flags, which take no value', () => {
    expect(parse('/spawn my-service --with-mcp --with-mq nats')).toEqual({
      name: 'spawn',
      values: { name: 'my-service', 'with-mcp': 'true', 'with-mq': 'nats' },
    });
    expect(mistake('/spawn my-service --with-mcp=no')).toMatch(/^`--with-mcp` takes no value./);
    expect(mistake('/spawn my-service --with-mpc')).toContain('Did you mean `--with-mcp`?');
  });

  it('is read whatever follows in the next lines', () => {
    expect(parse('/spawn my-service  \r\nthank you\r\n/spawn another')).toEqual({
      name: 'spawn',
      values: { name: 'my-service' },
    });
  });

  it('hands a bad name on to the rules for names', () => {
    expect(parse('/spawn ../evil')).toEqual({ name: 'spawn', values: { name: '../evil' } });
  });
});

describe('what is not for this app', () => {
  it.each([
    'Please /spawn my-service',
    '> /spawn my-service',
    '    /spawn my-service',
    'hello\n/spawn my-service',
    '`/spawn my-service`',
    '/lgtm',
    '/spawn-everything now',
    '/',
    '/usr/bin/spawn',
    '',
  ])('is left alone: %j', (body) => {
    expect(parse(body)).toBeUndefined();
  });
});

describe('a mistake', () => {
  it('in the command names it and suggests the right one', () => {
    expect(mistake('/spwan my-service')).toBe('There is no command `/spwan`. Did you mean `/spawn`?');
    expect(mistake('/Spawn my-service')).toContain('Did you mean `/spawn`?');
  });

  it('in an option names it and suggests the right one', () => {
    expect(mistake('/spawn my-service --langauge python')).toMatch(
      /^There is no option `--langauge`. Did you mean `--language`\? Write: `\/spawn <name> \[--language/,
    );
    expect(mistake('/spawn my-service --force')).toMatch(/^There is no option `--force`. Write:/);
  });

  it('of too few or too many words is told', () => {
    expect(mistake('/spawn')).toMatch(/^The name is missing. Write: `\/spawn <name>/);
    expect(mistake('/spawn my service')).toMatch(/^`service` is one word too many./);
  });

  it('in the value of an option is told', () => {
    expect(mistake('/spawn a --language')).toMatch(/^`--language` needs a value behind it./);
    expect(mistake('/spawn a --language python --language go')).toMatch(/^`--language` is there twice./);
    expect(mistake('/spawn a --description "no end')).toMatch(
      /^The quotation mark of `"no end` is not closed./,
    );
  });

  it('is not a way to mention people or to write markup', () => {
    expect(mistake('/spawn a @acme/everyone')).toContain('`@acme/everyone` is one word');
    expect(mistake('/spawn a `<b>`@acme')).toContain('`<b> @acme` is one word');
    expect(mistake('/spawn a --__proto__ x')).toContain('There is no option `--__proto__`');
  });
});

describe('commands about the same', () => {
  const common = { options: {}, flags: [], summary: '' };
  const about: Grammar[] = [
    { ...common, name: 'adr new', parameters: [{ name: 'title', takesAll: true }] },
    { ...common, name: 'adr accept', parameters: [{ name: 'decision' }], flags: ['now'] },
  ];
  const parseAbout = (body: string) => parseCommand(body, about);

  it('are told by their second word', () => {
    expect(parseAbout('/adr accept ADR-7')).toEqual({ name: 'adr accept', values: { decision: 'ADR-7' } });
    expect(parseAbout('/adr  new Use  "one  log" here')).toEqual({
      name: 'adr new',
      values: { title: 'Use one  log here' },
    });
  });

  it.each([
    ['/adr', '`/adr` needs a word behind it. Write one of: `/adr new`, `/adr accept`'],
    [
      '/adr acept 7',
      'There is no `/adr acept`. Did you mean `/adr accept`? Write one of: `/adr new`, `/adr accept`',
    ],
    ['/adr frobnicate', 'There is no `/adr frobnicate`. Write one of: `/adr new`, `/adr accept`'],
    ['/adr accept', 'The decision is missing. Write: `/adr accept <decision> [--now]`'],
    ['/adr new', 'The title is missing. Write: `/adr new <title…>`'],
    ['/ard new x', 'There is no command `/ard`. Did you mean `/adr`?'],
  ])('%s: %s', (body, sentence) => {
    expect(parseAbout(body)).toEqual({ mistake: sentence });
  });
});

describe('a value of some', () => {
  const grammar: Grammar = {
    name: 'adopt',
    parameters: [
      { name: 'part', choices: ['ci', 'covenant', 'ledger'] },
      { name: 'where', isOptional: true },
    ],
    options: { kind: ['service', 'worker'] },
    flags: [],
    summary: '',
  };
  const parseAdopt = (words: string) => parseCommand(`/adopt ${words}`, [grammar]);

  it('is taken, and what is optional may be absent', () => {
    expect(parseAdopt('ci --kind worker')).toEqual({ name: 'adopt', values: { part: 'ci', kind: 'worker' } });
    expect(parseAdopt('ledger here')).toEqual({ name: 'adopt', values: { part: 'ledger', where: 'here' } });
  });

  const written = 'Write: `/adopt <ci|covenant|ledger> [<where>] [--kind service|worker]`';
  it.each([
    ['covenent', '`covenent` cannot stand for the part. Did you mean `covenant`?'],
    ['monitoring', '`monitoring` cannot stand for the part.'],
    ['ci --kind wroker', '`wroker` cannot stand for `--kind`. Did you mean `worker`?'],
    ['', 'The part is missing.'],
  ])('is named where it is another: %j', (words, sentence) => {
    expect(parseAdopt(words)).toEqual({ mistake: `${sentence} ${written}` });
  });
});

describe('every command', () => {
  it.each(grammars.map(({ name, example }) => [name, example]))(
    '/%s takes its own example',
    (name, example) => {
      const parsed = parse(example ?? `/${name}`);
      expect(parsed).toMatchObject({ name });
    },
  );

  const needy = grammars.filter(({ parameters }) => parameters.some(({ isOptional }) => isOptional !== true));
  it.each(needy.map((grammar) => [grammar.name, grammar] as const))(
    '/%s without its words tells them, and an example',
    (name, { example }) => {
      expect(mistake(`/${name}`)).toContain(` is missing. Write: \`/${name} <`);
      expect(mistake(`/${name}`)).toContain(`, such as \`${example}\``);
    },
  );
});
