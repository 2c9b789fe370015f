import { describe, expect, it } from '@jest/globals';
import { allCommands } from '../../../app/commands/all-commands.ts';
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
