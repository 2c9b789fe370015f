import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Command } from '../../../../../core/remembrancer/covenant/shell/command.ts';
import { type Dialect, readCommands } from '../../../../../core/remembrancer/covenant/shell/read-commands.ts';

const textsOf = ({ words }: Command): readonly string[] => words.map(({ text }) => text);
const wordsOf = (script: string, dialect?: Dialect) => readCommands(script, dialect).map(textsOf);
const namesOf = (commands: readonly Command[]) => commands.map(({ words }) => words[0].text);
const commandNamed = (script: string, name: string): Command => {
  const found = readCommands(script).find(({ words }) => words[0].text === name);
  if (!found) throw new Error(`no ${name} in ${script}`);
  return found;
};

describe('readCommands', () => {
  it.each<[string, string, string[][]]>([
    ['commands apart', 'a 1; b && c || d & e\nf', [['a', '1'], ['b'], ['c'], ['d'], ['e'], ['f']]],
    ['quotes and escapes', `a 'b c' "d $e" f\\ g ""`, [['a', 'b c', 'd $e', 'f g', '']]],
    ['escapes in double quotes', '"a\\"b" "\\$c" "\\d"', [['a"b', '$c', '\\d']]],
    ['an apostrophe in prose', "echo don't; b", [['echo', "don't"], ['b']]],
    ['lines that go on', 'a \\\n  b \\\r\n  c\r\nd', [['a', 'b', 'c'], ['d']]],
    ['comments', 'a # b; c\n#d\ne#f', [['a'], ['e#f']]],
    ['keywords', 'if a; then b; else ! c; fi; { d; }', [['a'], ['b'], ['c'], ['fi'], ['d']]],
    ['prefixes', 'sudo -E -u me env -i A=1 time nice -n 5 a -u', [['a', '-u']]],
    ['timeouts', 'timeout -k 5 10m curl x', [['curl', 'x']]],
    ['assignments', 'A=1 B="2 3" a; C=4', [['a']]],
    ['questions after a command', 'command -v curl', [['command', '-v', 'curl']]],
    ['groups', '(a; b) | c', [['a'], ['b'], ['c']]],
    ['functions', 'f() { a; }\nfunction g { b; }', [['a'], ['g', '{', 'b']]],
    ['arrays', 'x=(a b); y=(); c', [['a', 'b'], ['c']]],
    [
      'cases',
      'case $1 in a|b) c ;; (d) e ;; esac; f',
      [['case', '$1', 'in', 'a'], ['b'], ['c'], ['d'], ['e'], ['esac'], ['f']],
    ],
    [
      'tests',
      '[[ a =~ ^(b|c)$ && d < e ]] && f',
      [['[[', 'a', '=~', '^', '(', 'b', '|', 'c', ')', '$', '&', '&', 'd', '<', 'e', ']]'], ['f']],
    ],
    ['arithmetic', 'a $((1 << 2)) b\nc', [['a', '$((1 << 2))', 'b'], ['c']]],
    ['parameters', 'a ${b:-c d}e', [['a', '${b:-c d}e']]],
    ['expressions of GitHub', 'a@${{ env.V || "x" }} b', [['a@${{ env.V || "x" }}', 'b']]],
    ['expressions of Just', 'a x=={{ v | w }} b', [['a', 'x=={{ v | w }}', 'b']]],
    ['substitutions', 'a "$(b | c)" `d`', [['a', '$(b | c)', '`d`'], ['b'], ['c'], ['d']]],
    ['scripts in words', `sudo sh -ec 'a; b'`, [['sh', '-ec', 'a; b'], ['a'], ['b']]],
    [
      'scripts of other users',
      `su - me -c "a b"`,
      [
        ['su', '-', 'me', '-c', 'a b'],
        ['a', 'b'],
      ],
    ],
    [
      'scripts in containers',
      `docker run x bash -o pipefail -c 'a'`,
      [['docker', 'run', 'x', 'bash', '-o', 'pipefail', '-c', 'a'], ['a']],
    ],
  ])('reads %s', (_, script, expected) => {
    expect(wordsOf(script)).toEqual(expected);
  });

  it('knows whose output a command reads, over lines and groups', () => {
    const commands = readCommands('a |\n  # and then\n  b 2>&1 | (c; d)');
    expect(commands.map(({ words, from }) => [words[0].text, ...namesOf(from)])).toEqual([
      ['a'],
      ['b', 'a'],
      ['c', 'b'],
      ['d', 'b'],
    ]);
  });

  it('knows whose output stands in a word', () => {
    expect(namesOf(commandNamed('source <(a | b)', 'source').words[1]?.outputOf ?? [])).toEqual(['b']);
    expect(namesOf(commandNamed('eval "x$(a)$(b)"', 'eval').words[1]?.outputOf ?? [])).toEqual(['a', 'b']);
  });

  it('knows where a command writes', () => {
    const { words, redirects } = commandNamed('a 2>/dev/null >"b c" <<<"$(d)" e', 'a');
    expect(words.map(({ text }) => text)).toEqual(['a', 'e']);
    expect(redirects.map(({ descriptor, operator, target }) => [descriptor, operator, target.text])).toEqual([
      ['2', '>', '/dev/null'],
      [undefined, '>', 'b c'],
      [undefined, '<<<', '$(d)'],
    ]);
  });

  it('goes over here-documents, and reads those of a shell', () => {
    expect(wordsOf('cat <<EOF >x\na | b\nEOF\nc')).toEqual([['cat'], ['c']]);
    expect(wordsOf("bash -e <<-'EOF'\n\ta | b\n\tEOF\nc")).toEqual([['bash', '-e'], ['a'], ['b'], ['c']]);
  });

  it('reads on behind a here-document that nothing ends', () => {
    expect(wordsOf('cat <<EOF\na\nb')).toEqual([['cat'], ['a'], ['b']]);
  });

  it('leaves what is the Makefile’s own to it', () => {
    expect(wordsOf('a $(B) $(call c,(d)) $${e} "$$(f)" $@ ${g}', 'make')).toEqual([
      ['a', '$(B)', '$(call c,(d))', '${e}', '$(f)', '$@', '${g}'],
      ['f'],
    ]);
  });

  it('says where each command and word stands', () => {
    const script = 'é 😀; sudo  curl "x y" >z | sh -c \'a b\'';
    const slices = readCommands(script).map(({ range, words }) => [
      script.slice(range.start, range.end),
      ...words.map((word) => script.slice(word.range.start, word.range.end)),
    ]);
    expect(slices).toEqual([
      ['é 😀', 'é', '😀'],
      ['sudo  curl "x y" >z', 'curl', '"x y"'],
      [`sh -c 'a b'`, 'sh', '-c', `'a b'`],
      ['a b', 'a', 'b'],
    ]);
  });

  const part = fc.constantFrom(
    ...[
      '$(',
      ')',
      '(',
      '"',
      "'",
      '`',
      '\\',
      '\n',
      '\r\n',
      ' ',
      '|',
      '&',
      ';',
      '<',
      '>',
      '<<A\n',
      'A\n',
      '${',
      '}',
    ],
    ...[
      '${{',
      '}}',
      '{{',
      '#',
      '[[',
      ']]',
      'case x in',
      'esac',
      'sh -c ',
      'su -c ',
      'bash <<A',
      'curl',
      'é',
      '😀',
      '\0',
    ],
  );
  const anyScript = fc.oneof(
    fc
      .array(fc.oneof({ weight: 4, arbitrary: part }, fc.string()), { maxLength: 60 })
      .map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );

  it('ends on whatever text, with all ranges in it and in order', () => {
    fc.assert(
      fc.property(anyScript, fc.constantFrom<Dialect>('shell', 'make'), (script, dialect) => {
        const commands = readCommands(script, dialect);
        const ranges = commands.flatMap(({ range, words, redirects }) => [
          range,
          ...words.map((word) => word.range),
          ...redirects.map(({ target }) => target.range),
        ]);
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(script.length);
        }
        const starts = commands.map(({ range }) => range.start);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds a command between others wherever it stands at the beginning of a line', () => {
    const line = fc.stringMatching(/^[a-z]{1,6}( [a-z"'$(){}|;<-]{0,6}){0,4}$/).filter((text) => {
      // What is open at the end of a line takes the next one with it, as in a shell.
      return !/["'`(]|<<|\bcase\b/.test(text) && !/[|;&]\s*$/.test(text);
    });
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (before, after) => {
        const script = [...before, 'curl -o x y', ...after].join('\n');
        expect(wordsOf(script)).toContainEqual(['curl', '-o', 'x', 'y']);
      }),
    );
  });

  it.each(['(', '$(', '<(', '"$('])('reads the very many commands in one %s', (open) => {
    expect(readCommands(`${open}${'a;'.repeat(300_000)}) | b`).length).toBeGreaterThan(300_000);
  });

  it.each([
    'a b c\n',
    '$(',
    '`',
    '"',
    "'",
    '(',
    'a|',
    '<<A\n',
    '${{',
    '{{',
    '${',
    '[[ ',
    'case x in ',
    "sh -c '",
    'su ',
    '\\\n',
    'sh <<A\n',
    'sh -c "$(',
  ])('takes time linear in the length of a text of nothing but %j', (unit) => {
    const timeOf = (bytes: number): number => {
      const script = unit.repeat(bytes / unit.length);
      const before = process.cpuUsage();
      readCommands(script);
      return process.cpuUsage(before).user / 1000;
    };
    // Whatever else the machine does only adds to it: the least of several is what the reader takes.
    const leastTimeOf = (bytes: number): number =>
      Math.min(...Array.from({ length: 5 }, () => timeOf(bytes)));
    // Ten times the length; a quadratic reader would take a hundred times as long.
    expect(leastTimeOf(200_000)).toBeLessThan(30 * leastTimeOf(20_000) + 200);
  });
});
