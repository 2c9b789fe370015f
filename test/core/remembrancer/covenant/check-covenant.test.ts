import { describe, expect, it, jest } from '@jest/globals';

import { sha256Hex } from '../../../../core/common/sha256.ts';
import { checkCovenant, memoryTree } from '../../../../core/remembrancer/covenant/index.ts';
import type { Inputs, Tree } from '../../../../core/remembrancer/covenant/index.ts';
import type { Found } from '../../../../core/remembrancer/covenant/found.ts';
import type { FileRule, RepositoryRule, Rule } from '../../../../core/remembrancer/covenant/rule.ts';
import { inputsOf } from './example-inputs.ts';

/** Finds the word `bad`, and knows that `good` would be better. */
const word: FileRule = {
  kind: 'file',
  id: 'VM-I-01',
  title: 'Nothing is bad',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: true,
  mostBytes: 1000,
  concerns: ({ path }) => path.endsWith('.txt'),
  mayBreak: /bad/,
  check: ({ path, text }) =>
    Array.from(text.matchAll(/bad/g), ({ index: start }): Found => {
      const range = { start, end: start + 3 };
      return {
        ...{ path, range },
        message: 'It is bad',
        remedy: 'Make it good.',
        fix: { description: 'say good', edits: [{ ...range, text: 'good' }] },
      };
    }),
};

const always = (answer: Awaited<ReturnType<RepositoryRule['check']>>): RepositoryRule => ({
  ...{ kind: 'repository', id: 'VM-IV-01', title: 'It is proven', severity: 'high', level: 'enforce' },
  ...{ since: 1, fixable: false },
  check: () => Promise.resolve(answer),
});

const inputs = (tree: Tree, config?: string): Inputs => ({
  ...inputsOf({ files: {}, before: {}, says: [] }, config),
  tree,
});
const check = (
  rules: readonly Rule[],
  files: Parameters<typeof memoryTree>[0],
  config?: string,
): ReturnType<typeof checkCovenant> => checkCovenant(inputs(memoryTree(files), config), { rules });

describe('what is found', () => {
  it('has line, column and the fix in both ways, counted in UTF-16', async () => {
    const { verdict, findings } = await check([word], { 'a.txt': 'one\r\n𝒳 bad\r\n' });
    expect(verdict).toBe('broken');
    expect(findings).toMatchObject([
      {
        ...{ rule: 'VM-I-01', level: 'enforce', path: 'a.txt' },
        ...{ line: 2, column: 4, endLine: 2, endColumn: 7 },
        fix: {
          edits: [{ start: 8, end: 11, line: 2, column: 4, endLine: 2, endColumn: 7, text: 'good' }],
          sha256: sha256Hex('one\r\n𝒳 bad\r\n'),
        },
      },
    ]);
  });

  it('keeps its fingerprint when lines move, and has another for each of its equals', async () => {
    const before = await check([word], { 'a.txt': 'bad bad' });
    const after = await check([word], { 'a.txt': 'new line\nbad\n\nbad' });
    const prints = before.findings.map(({ fingerprint }) => fingerprint);
    expect(after.findings.map(({ fingerprint }) => fingerprint)).toEqual(prints);
    expect(new Set(prints).size).toBe(2);
  });

  it('has a file of the tree beside it that stands for the whole', async () => {
    const rule = always([{ message: 'Of all', remedy: 'Do.' }]);
    expect(await check([rule], { 'README.md': 'x', 'a.txt': 'x' })).toMatchObject({ standIn: 'README.md' });
  });

  it('has no fix where the file would lose bytes by being written', async () => {
    const { findings } = await check([word], { 'a.txt': Buffer.from('bad \xff', 'latin1') });
    expect(findings.map(({ fix }) => fix)).toEqual([undefined]);
  });

  it('is in the order of paths and lines, whatever rule found it', async () => {
    const rule = always([{ path: 'b.txt', message: 'Of the repository', remedy: 'Do.' }]);
    const { findings } = await check([rule, word], { 'c.txt': 'bad', 'b.txt': '\nbad', 'a.txt': 'bad' });
    expect(findings.map(({ path, line }) => [path, line])).toEqual([
      ['a.txt', 1],
      ['b.txt', undefined],
      ['b.txt', 2],
      ['c.txt', 1],
    ]);
  });
});

describe('what is found in one line', () => {
  it('is in the order of its columns', async () => {
    const places = [8, 4].map((start): Found => ({
      ...{ path: 'a.txt', range: { start, end: start + 1 } },
      ...{ message: 'It is bad', remedy: 'Do.' },
    }));
    const { findings } = await check([always(places)], { 'a.txt': 'one two three' });
    expect(findings.map(({ column }) => column)).toEqual([5, 9]);
  });
});

describe('the files that something is found in', () => {
  const large = 'bad '.repeat(200_000);
  const found: Found = { path: 'a.txt', range: { start: 4, end: 7 }, message: 'It is bad', remedy: 'Do.' };
  const watched = (): { tree: Tree; reads: string[] } => {
    const reads: string[] = [];
    const tree = memoryTree({ 'a.txt': large });
    const read: Tree['read'] = (files) => {
      reads.push(...files.map(({ path }) => path));
      return tree.read(files);
    };
    return { tree: { ...tree, read }, reads };
  };

  it('are let go when lines and columns are known', async () => {
    const { tree, reads } = watched();
    const rules = [always([found, found]), { ...always([found]), id: 'VM-IV-02' as const }];
    const { findings } = await checkCovenant(inputs(tree), { rules });
    expect(findings.map(({ line, column }) => [line, column])).toEqual(Array(3).fill([1, 5]));
    expect(reads).toEqual(['a.txt', 'a.txt']);
  });

  it('are not read for what is about a file as a whole', async () => {
    const { tree, reads } = watched();
    const rules = [always([{ path: 'a.txt', message: 'It is bad', remedy: 'Do.' }])];
    expect((await checkCovenant(inputs(tree), { rules })).findings).toMatchObject([{ path: 'a.txt' }]);
    expect(reads).toEqual([]);
  });

  it('cannot end the check of the other rules where they cannot be read', async () => {
    const tree: Tree = { ...watched().tree, read: () => Promise.reject(new Error('too much')) };
    const other = { ...always([{ message: 'Of all', remedy: 'Do.' }]), id: 'VM-IV-02' as const };
    const { findings } = await checkCovenant(inputs(tree), { rules: [always([found]), other] });
    expect(findings).toMatchObject([
      { rule: 'VM-IV-01', message: 'The rule itself failed here: too much', cannotTell: true },
      { rule: 'VM-IV-02', message: 'Of all' },
      { rule: 'VM-IV-01', path: 'a.txt', message: 'It is bad' },
    ]);
  });

  it('are made into bytes again once, for all fixes of a file', async () => {
    const equals = jest.spyOn(Buffer.prototype, 'equals');
    const { findings } = await check([{ ...word, mostBytes: 1e6 }], { 'a.txt': 'bad '.repeat(50) });
    expect(findings.filter(({ fix }) => fix !== undefined)).toHaveLength(50);
    expect(equals).toHaveBeenCalledTimes(1);
    equals.mockRestore();
  });
});

describe('which files are looked into', () => {
  it('not binary ones, nor what a link or a submodule leads to', async () => {
    const tree = memoryTree({ 'binary.txt': 'bad\0', 'link.txt': 'bad', 'module.txt': 'bad', 'a.md': 'bad' });
    const kinds = new Map([
      ['link.txt', 'symlink'],
      ['module.txt', 'submodule'],
    ] as const);
    const files = tree.files.map((file) => ({
      ...file,
      kind: kinds.get(file.path as 'link.txt') ?? file.kind,
    }));
    const { findings, passedOver } = await checkCovenant(inputs({ ...tree, files }), { rules: [word] });
    expect({ findings, passedOver }).toEqual({ findings: [], passedOver: 4 });
  });

  it('UTF-16 with its mark, whose NULs are no binary', async () => {
    const { findings } = await check([{ ...word, mayBreak: /b/ }], {
      'a.txt': Buffer.from('\ufeffbad', 'utf16le'),
    });
    expect(findings).toMatchObject([{ line: 1, column: 1, endColumn: 4 }]);
  });

  it('those that are wanted, of a part of the repository', async () => {
    const files = { 'a/1.txt': 'bad', 'b/1.txt': 'bad' };
    const rule = always([
      { path: 'b/1.txt', message: 'Elsewhere', remedy: 'Do.' },
      { message: 'Of all', remedy: 'Do.' },
    ]);
    const { findings } = await checkCovenant(inputs(memoryTree(files)), {
      rules: [word, rule],
      isWanted: (path) => path.startsWith('a/'),
    });
    expect(findings.map(({ path }) => path)).toEqual([undefined, 'a/1.txt']);
  });

  it('none but by the rules that look at one file, when only the fast ones are asked', async () => {
    const rule = always([{ message: 'Of all', remedy: 'Do.' }]);
    const { findings, rules } = await checkCovenant(inputs(memoryTree({ 'a.txt': 'bad' })), {
      rules: [word, rule],
      only: 'fast',
    });
    expect(findings.map((finding) => finding.rule)).toEqual(['VM-I-01']);
    expect(rules.map((report) => report.rule)).toEqual(['VM-I-01']);
  });
});

describe('what cannot be told', () => {
  it('is another verdict than broken: a file that is too large', async () => {
    const { verdict, rules, findings } = await check([word], { 'a.txt': ' '.repeat(1001) });
    expect(verdict).toBe('incomplete');
    expect(rules).toMatchObject([{ outcome: 'cannot-tell', findings: 1 }]);
    expect(findings).toMatchObject([{ path: 'a.txt', cannotTell: true }]);
  });

  it('nor a file whose content is not there', async () => {
    const tree: Tree = {
      ...memoryTree({ 'a.txt': 'bad' }),
      read: (files) => Promise.resolve(files.map(() => undefined)),
    };
    expect(await checkCovenant(inputs(tree), { rules: [word] })).toMatchObject({ verdict: 'incomplete' });
  });

  it('gives way to broken', async () => {
    const { verdict } = await check([word], { 'a.txt': ' '.repeat(1001), 'b.txt': 'bad' });
    expect(verdict).toBe('broken');
  });

  it('says nothing of a larger file where the rule passes over it', async () => {
    const { verdict } = await check([{ ...word, passesOverLarger: true }], { 'a.txt': 'bad'.repeat(1000) });
    expect(verdict).toBe('held');
  });

  it('is not the same as a rule that does not apply', async () => {
    const { verdict, rules } = await check([always({ notApplicable: 'there is no ledger' })], {});
    expect(verdict).toBe('held');
    expect(rules).toMatchObject([{ outcome: 'not-applicable', why: 'there is no ledger' }]);
  });
});

describe('no rule at all', () => {
  it('holds nothing', async () => {
    await expect(check([], { 'a.txt': 'bad' })).rejects.toThrow('No rule is left to look with');
  });
});

describe('levels', () => {
  const files = { 'a.txt': 'bad' };
  const level = async (rule: Rule, config: string): Promise<unknown> => {
    const { verdict, findings } = await check([rule], files, config);
    return [verdict, findings[0]?.level];
  };

  it.each([
    ['covenant: {}', ['broken', 'enforce']],
    ['covenant: { level: warn }', ['held', 'warn']],
    ['covenant: { level: warn, levels: { VM-I-01: enforce } }', ['broken', 'enforce']],
    ['covenant: { levels: { VM-I-01: advise } }', ['held', 'advise']],
  ])('are what %s says', async (config, expected) => {
    expect(await level(word, config)).toEqual(expected);
  });

  it('of a rule that came later are advice, until its rule set is agreed to', async () => {
    const later = { ...word, since: 2 };
    expect(await level(later, 'covenant: { level: enforce }')).toEqual(['held', 'advise']);
    expect(await level(later, 'covenant: { rule-set: 2 }')).toEqual(['broken', 'enforce']);
    expect(await level(later, 'covenant: { levels: { VM-I-01: enforce } }')).toEqual(['broken', 'enforce']);
  });
});

describe('exceptions', () => {
  const files = { 'old/a.txt': 'bad', 'new/a.txt': 'bad' };
  const exception = (more: string, rule = 'VM-I-01'): string =>
    `covenant: { exceptions: [{ rule: ${rule}, reason: It was there before us, ${more} }] }`;

  it('set findings apart and are told with reason and day', async () => {
    const config = exception('until: 2026-11-22, paths: [old]');
    const { verdict, findings, excepted, rules } = await check([word], files, config);
    expect(verdict).toBe('broken');
    expect(findings.map(({ path }) => path)).toEqual(['new/a.txt']);
    expect(excepted).toMatchObject([
      { path: 'old/a.txt', excepted: { reason: 'It was there before us', until: '2026-11-22' } },
    ]);
    expect(rules).toMatchObject([{ outcome: 'broken', findings: 1, excepted: 1 }]);
  });

  it('without paths are for all that a rule finds', async () => {
    const { verdict, rules } = await check([word], files, exception('until: 2027-01-01'));
    expect(verdict).toBe('held');
    expect(rules).toMatchObject([{ outcome: 'excepted', findings: 0, excepted: 2 }]);
  });

  it('end after their last day, and are named then', async () => {
    const { verdict, notices } = await check([word], files, exception('until: 2026-11-21'));
    expect(verdict).toBe('broken');
    expect(notices).toMatchObject([{ message: 'The exception from VM-I-01 ended on 2026-11-21.' }]);
  });

  it('are for their own rule only', async () => {
    expect(await check([word], files, exception('until: 2027-01-01', 'VM-I-02'))).toMatchObject({
      verdict: 'broken',
    });
  });

  it('with paths are not for what has no path', async () => {
    const rule = { ...always([{ message: 'Of all', remedy: 'Do.' }]), id: 'VM-I-01' as const };
    const { verdict } = await check([rule], {}, exception('until: 2027-01-01, paths: ["**"]'));
    expect(verdict).toBe('broken');
  });

  it('take nothing of what is listed of a rule, and hold for what is not listed', async () => {
    const rule: FileRule = { ...word, mostBytes: 1e6 };
    const config = exception('until: 2027-01-01, paths: [old]');
    const many = { 'new/a.txt': 'bad', 'old/a.txt': 'bad '.repeat(10_002) };
    const result = await check([rule], many, config);
    expect(result.findings.map(({ path, excepted }) => [path, excepted])).toEqual([['new/a.txt', undefined]]);
    expect(result.excepted).toHaveLength(10_001);
    expect(result.excepted[0]).toMatchObject({
      message: 'It finds 2 more places, which are left out',
      excepted: { until: '2027-01-01' },
    });
    const { verdict } = await check([rule], { 'old/a.txt': many['old/a.txt'] }, config);
    expect(verdict).toBe('held');
  });

  it('of thousands of paths take no longer for each finding', async () => {
    const paths = Array.from({ length: 900 }, (_, n) => `other/${n}`).join(', ');
    const each = `{ rule: VM-I-01, reason: It was there before us, until: 2027-01-01, paths: [${paths}] }`;
    const config = `covenant: { exceptions: [${Array.from({ length: 8 }, () => each).join(', ')}] }`;
    const started = performance.now();
    await check([{ ...word, mostBytes: 1e6 }], { 'a.txt': 'bad '.repeat(10_000) }, config);
    expect(performance.now() - started).toBeLessThan(6000);
  });

  it('that except nothing are named in a check of everything', async () => {
    const config = exception('until: 2027-01-01, paths: [gone]');
    const whole = await checkCovenant(inputs(memoryTree({}), config));
    expect(whole.notices).toMatchObject([
      { message: 'The exception from VM-I-01 for gone excepts nothing.' },
    ]);
    const part = await checkCovenant(inputs(memoryTree({}), config), { only: 'fast' });
    expect(part.notices).toEqual([]);
  });
});

describe('a rule that fails', () => {
  const failing: FileRule = {
    ...word,
    id: 'VM-I-02',
    check: () => {
      throw new RangeError('too\nmuch');
    },
  };

  it('cannot tell, names the file, and takes nothing of what others find', async () => {
    const { verdict, findings } = await check([failing, word], { 'a.txt': 'bad' });
    expect(verdict).toBe('broken');
    expect(findings).toMatchObject([
      { rule: 'VM-I-02', path: 'a.txt', cannotTell: true, message: 'The rule itself failed here: too much' },
      { rule: 'VM-I-01', path: 'a.txt', line: 1 },
    ]);
  });

  it('cannot tell of the repository, so that the covenant is not held', async () => {
    const rule: RepositoryRule = { ...always([]), check: () => Promise.reject(new Error('no luck')) };
    const { verdict, findings } = await check([rule], { 'a.txt': 'good' });
    expect(verdict).toBe('incomplete');
    expect(findings).toMatchObject([{ rule: 'VM-IV-01', cannotTell: true }]);
  });
});

describe('what is passed over', () => {
  it('is no file in UTF-16, whose bytes do not have the word that is looked for', async () => {
    const { verdict } = await check([word], { 'a.txt': Buffer.from('\ufeffbad', 'utf16le') });
    expect(verdict).toBe('broken');
  });
});

describe('too much to be read', () => {
  it('is counted and left out, and still breaks the covenant', async () => {
    const rule: FileRule = { ...word, mostBytes: 1e6 };
    const { verdict, findings } = await check([rule], { 'a.txt': 'bad '.repeat(10_002) });
    expect(verdict).toBe('broken');
    expect(findings).toHaveLength(10_001);
    expect(findings.filter(({ path }) => path === undefined)).toMatchObject([
      { rule: 'VM-I-01', message: 'It finds 2 more places, which are left out' },
    ]);
  });

  it('cannot be told where nothing else was left out', async () => {
    const doubt: Found = { message: 'It cannot be told', remedy: 'Look.', cannotTell: true };
    const { verdict } = await check([always(Array.from({ length: 10_001 }, () => doubt))], {});
    expect(verdict).toBe('incomplete');
  });
});
