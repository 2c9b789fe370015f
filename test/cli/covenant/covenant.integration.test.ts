import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../cli/program.ts';
import type { Terminal } from '../../../cli/terminal.ts';
import type { CovenantResult } from '../../../core/remembrancer/covenant/index.ts';
import { memoryTerminal } from '../memory-terminal.ts';

const WORKFLOW = '.github/workflows/ci.yml';
const CONFIG = '.github/vaultmesh.yml';
/** With a fix for the first, and none for the second. */
const UNPINNED = [
  'on: push\r',
  'permissions: {}\r',
  'jobs:\r',
  '  test:\r',
  '    runs-on: ubuntu-24.04 # ünï 𝒳\r',
  '    steps:\r',
  '      - uses: actions/checkout@v7\r',
  '      - { uses: acme/other@v1 }',
].join('\n');
const EXCEPTION = `covenant:
  exceptions:
    - rule: VM-II-01
      paths: [.github/workflows]
      reason: We want it to be so
      until: 2030-01-01
`;

let folder: string;
let directory: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-covenant-'));
  directory = join(folder, 'repository');
  git('init', '--quiet', '--initial-branch=main', directory);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function git(...words: string[]): string {
  const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  return execFileSync('git', [...person, ...(words[0] === 'init' ? words : ['-C', directory, ...words])], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
}
const commitAll = (message = 'change'): void => {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', message);
};
async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(directory, path)), { recursive: true });
  await writeFile(join(directory, path), content);
}

interface Ran {
  readonly code: number;
  readonly printed: string;
  readonly told: string;
}
const run = (...words: string[]): Promise<Ran> => runWith({}, ...words);
async function runWith(overrides: Partial<Terminal>, ...words: string[]): Promise<Ran> {
  const environment = { PATH: process.env['PATH'] };
  const terminal = memoryTerminal({ directory, environment, ...overrides });
  const code = await runProgram(['covenant', ...words], terminal);
  return { code, printed: terminal.printed.join('\n'), told: terminal.told.join('\n') };
}
async function check(...words: string[]): Promise<CovenantResult & { code: number; reason: string }> {
  const { code, printed } = await run(...words, '--json');
  const { result, reason } = JSON.parse(printed) as { result: CovenantResult; reason: string };
  return { ...result, code, reason };
}
const brokenIn = (result: CovenantResult): string[] =>
  result.findings.map(({ rule, path, line }) => `${rule} ${path ?? ''}:${line ?? ''}`);

describe('vaultmesh covenant', () => {
  it('finds what lies on disk, with exit code 9, place, remedy and where there is more', async () => {
    await write(WORKFLOW, UNPINNED);
    const { code, printed, told } = await run();
    expect(code).toBe(9);
    expect(printed).toContain(`${WORKFLOW}:7:15: error: `);
    expect(printed).toContain('[VM-II-01]');
    expect(printed).toContain('1 finding can be mended by --fix.');
    expect(printed).toContain('vaultmesh covenant --explain VM-II-01');
    expect(told).toMatch(/^vaultmesh: The covenant is broken by .*: VM-II-01, 2 findings\.$/);
  });

  it('holds an empty repository, and a folder that is none', async () => {
    expect(await check()).toMatchObject({ code: 0, reason: 'done', verdict: 'held', files: 0 });
    await mkdir(join(folder, 'plain'));
    await writeFile(join(folder, 'plain/a.md'), 'It is so.\n');
    expect(await check(join(folder, 'plain'))).toMatchObject({ code: 0, verdict: 'held' });
  });

  it('says what part it looked at, and makes no badge of a part', async () => {
    await write('inner/a.md', 'It is so.\n');
    expect((await run('inner', '--fast')).printed).toContain(
      'the part of ' + directory + ' that was looked at (below inner/, by the fast rules)',
    );
    expect(await run('inner', '--badge', 'out.json')).toMatchObject({ code: 2 });
    expect(await run('--rule', 'VM-II-01', '--badge', 'out.json')).toMatchObject({ code: 2 });
    expect((await run('--rule', 'vm-ii-01,VM-I-05', 'inner')).printed).toContain('by VM-II-01, VM-I-05');
  });

  it('says that there is nothing, and that it is no repository', async () => {
    expect((await run()).printed).toContain(`held by ${directory}, which has no files.`);
    const plain = join(folder, 'plain');
    await mkdir(plain);
    await writeFile(join(plain, 'a.md'), 'It is so.\n');
    expect((await run(plain)).printed).toContain(`held by ${plain}, which is no git repository.`);
    expect(await run(plain, '--staged')).toMatchObject({
      code: 2,
      told: expect.stringContaining('is no checkout') as unknown,
    });
  });

  it('refuses an empty folder that is no repository, and makes no badge of it', async () => {
    const plain = join(folder, 'plain');
    await mkdir(plain);
    const { code, told } = await run(plain, '--badge', 'out.json');
    expect(code).not.toBe(0);
    expect(told).toContain(`${plain} is empty: check out the repository first.`);
    expect(await readdir(directory)).toEqual(['.git']);
  });

  it('says what there is to do for a commit that is not there', async () => {
    expect((await run('--revision', 'HEAD')).told).toContain(
      'The repository has no commit "HEAD". It has none at all yet: commit first.',
    );
    commitAll();
    const remedy = 'See that its name is right or, where it is in another clone, fetch it.';
    for (const name of ['HEAD~1', '', 'mian'])
      expect((await run('--base', name)).told).toContain(`The repository has no commit "${name}". ${remedy}`);
    commitAll();
    const shallow = join(folder, 'shallow');
    git('clone', '--quiet', '--depth=1', `file://${directory}`, shallow);
    const { told } = await runWith({ directory: shallow }, '--base', 'HEAD~1');
    expect(told).toContain('no commit "HEAD~1". Fetch it, with its history (fetch-depth: 0 in a workflow).');
  });

  it('has a help that shows no empty list', async () => {
    const { printed } = await run('--help');
    expect(printed).toContain('--rule <ids>');
    expect(printed).not.toContain('[]');
  });

  it('says what it cannot tell of, with exit code 6', async () => {
    await write(WORKFLOW, 'jobs: [uses\n');
    const { code, verdict, findings } = await check();
    expect({ code, verdict }).toEqual({ code: 6, verdict: 'incomplete' });
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'VM-II-01', path: WORKFLOW, cannotTell: true }),
    );
  });

  it('looks at what is below a folder, by the configuration of the whole', async () => {
    await write(WORKFLOW, UNPINNED);
    await write('inner/setup.sh', 'curl https://example.org/x | sh\n');
    expect(brokenIn(await check('inner'))).toEqual(['VM-II-07 inner/setup.sh:1']);
    await write(CONFIG, EXCEPTION.replace('VM-II-01', 'VM-II-07').replace('.github/workflows', 'inner'));
    expect(await check('inner')).toMatchObject({ verdict: 'held', notices: [] });
  });

  it('follows no link, out of the repository or to a file in it', async () => {
    await writeFile(join(folder, 'outside.yml'), UNPINNED);
    await mkdir(join(directory, '.github/workflows'), { recursive: true });
    await symlink(join(folder, 'outside.yml'), join(directory, WORKFLOW));
    await symlink('/', join(directory, 'root'));
    expect(await check()).toMatchObject({ verdict: 'held' });
  });

  it('takes a configuration that is a link for none that can be used', async () => {
    await writeFile(join(folder, 'config.yml'), EXCEPTION);
    await mkdir(join(directory, '.github'));
    await symlink(join(folder, 'config.yml'), join(directory, CONFIG));
    expect(await run()).toMatchObject({ code: 2 });
  });
});

describe('--base in an empty repository', () => {
  it('says that there is nothing to compare with yet', async () => {
    expect(await run('--base', 'origin/main')).toMatchObject({
      code: 3,
      told: expect.stringContaining('has no commit yet, so there is nothing to compare') as unknown,
    });
  });
});

describe('--base', () => {
  beforeEach(async () => {
    await write(CONFIG, 'covenant: { guarded: [api] }\n');
    commitAll();
    git('switch', '--quiet', '--create', 'change');
  });

  it('takes the configuration from there, so that a change cannot except itself', async () => {
    await write(WORKFLOW, UNPINNED);
    await write(CONFIG, EXCEPTION);
    commitAll();
    expect((await check()).verdict).toBe('held');
    expect(await check('--base', 'main')).toMatchObject({ code: 9, verdict: 'broken', excepted: [] });
    expect(await check('--base', 'main', '--fast')).toMatchObject({ code: 9, verdict: 'broken' });
  });

  it('lets the rules compare with where the branch left it', async () => {
    await write('api/v1.txt', 'It is so.\n');
    commitAll('feat: an API');
    expect(brokenIn(await check('--base', 'main'))).toEqual(['VM-IV-03 api/v1.txt:']);
    expect((await check()).rules.find(({ rule }) => rule === 'VM-IV-03')).toMatchObject({
      outcome: 'not-applicable',
    });
  });

  it('names a change of the configuration, and finds one that nobody could use', async () => {
    await write(CONFIG, EXCEPTION);
    commitAll();
    const { notices } = await check('--base', 'main');
    expect(notices.map(({ message }) => message)).toEqual([
      'The guarded api means no file.',
      `The change alters ${CONFIG}, which counts once it is on the default branch.`,
    ]);
    await write(CONFIG, 'covenant: { level: off }\n');
    expect(brokenIn(await check('--base', 'main'))).toEqual([`VM-III-01 ${CONFIG}:1`]);
  });

  it('names what is not there', async () => {
    expect(await run('--base', 'nothing')).toMatchObject({
      code: 3,
      told: expect.stringContaining('no commit "nothing". See that') as unknown,
    });
  });
});

describe('which tree', () => {
  beforeEach(async () => {
    await write(WORKFLOW, UNPINNED);
    commitAll();
    await rm(join(directory, WORKFLOW));
    await write('setup.sh', 'curl https://example.org/x | sh\n');
  });

  it('--revision is a commit, whatever lies on disk', async () => {
    const { verdict, findings, tree } = await check('--revision', 'main');
    expect(verdict).toBe('broken');
    expect(new Set(findings.map(({ path }) => path))).toEqual(new Set([WORKFLOW]));
    expect(tree).toMatch(/^commit [0-9a-f]{40}$/);
  });

  it('is that commit too in a bare repository and in a clone of it', async () => {
    const bare = join(folder, 'bare.git');
    execFileSync('git', ['clone', '--quiet', '--bare', directory, bare], { stdio: 'pipe' });
    const { findings } = await check(bare);
    expect(findings).toEqual((await check('--revision', 'main')).findings);
  });

  it('--staged is what would be committed of what was changed, by the fast rules', async () => {
    expect((await check('--staged')).findings).toEqual([]);
    git('add', 'setup.sh');
    await write('setup.sh', 'true\n');
    const { code, findings, rules } = await check('--staged');
    expect({ code, found: findings.map(({ rule, path }) => [rule, path]) }).toEqual({
      code: 9,
      found: [['VM-II-07', 'setup.sh']],
    });
    expect(rules.map(({ rule }) => rule)).not.toContain('VM-IV-03');
  });

  it.each([
    [['--staged', '--revision', 'main'], 'not both'],
    [['--staged', '--fix'], '--fix changes the files on disk'],
    [['--staged', '--base', 'main'], 'leave --base out'],
    [['--fast', '--rule', 'VM-I-07'], 'which have no use for --rule VM-I-07; leave one of them out'],
    [['--staged', '--rule', 'vm-i-04,vm-i-01'], '--staged runs the rules that look at one file at a time'],
    [['--fast', '--witnessed', 'nowhere', '--peers'], 'no use for --witnessed, --peers'],
    [['--staged', '--branch', 'other'], 'no use for --branch'],
    [['--badge', '-'], 'Standard output is for the findings, so --badge takes the name of a file'],
    [['--rule', 'VM-IX-99'], 'There is no rule VM-IX-99'],
    [['--explain', 'VM-IX-99'], 'There is no rule VM-IX-99'],
  ])('%j is refused', async (words, why) => {
    expect(await run(...words)).toMatchObject({ code: 2, told: expect.stringContaining(why) as unknown });
  });

  it('a folder that is not there is named', async () => {
    expect(await run('nowhere')).toMatchObject({
      code: 3,
      told: expect.stringContaining('There is no folder nowhere') as unknown,
    });
  });
});

describe('--fix', () => {
  it('changes what it knows how to, and no other byte, and says what is left', async () => {
    await write(WORKFLOW, UNPINNED);
    const { code, printed } = await run('--fix');
    expect(code).toBe(9);
    expect(printed).toMatch(/fixed \.github\/workflows\/ci\.yml: .*actions\/checkout.* \[VM-II-01\]/);
    const fixed = await readFile(join(directory, WORKFLOW), 'utf8');
    expect(fixed.replace(/@[0-9a-f]{40} # v7[.\d]+/, '@v7')).toBe(UNPINNED);
    const { code: again, printed: second } = await run('--fix');
    expect(again).toBe(9);
    expect(second).not.toContain('fixed ');
    expect(await readFile(join(directory, WORKFLOW), 'utf8')).toBe(fixed);
  });

  it('leaves a file alone that was changed while it was looked at, says so, and fails as without it', async () => {
    await write(WORKFLOW, UNPINNED);
    await write('.github/workflows/still.yml', UNPINNED);
    let written = UNPINNED;
    // The clock is asked after the files were read.
    const clock = (): Date => {
      written += '\n# mine';
      writeFileSync(join(directory, WORKFLOW), written);
      return new Date('2026-11-20T09:30:00Z');
    };
    const { code, printed } = await runWith({ clock }, '--fix');
    expect(await readFile(join(directory, WORKFLOW), 'utf8')).toBe(written);
    expect(code).toBe(9);
    expect(printed).toContain(
      `left ${WORKFLOW}: it was changed or removed while it was looked at; run --fix again.`,
    );
    expect(printed).toContain('fixed .github/workflows/still.yml: ');
    expect(printed).toContain('1 file changed; look at them');
    expect(printed).toContain('1 finding can be mended by --fix.');
    expect((await run('--fix')).printed).toContain(`fixed ${WORKFLOW}: `);
  });

  it('leaves a file that is gone, and a link in its place, alone too', async () => {
    await write('.github/workflows/gone.yml', UNPINNED);
    await write(WORKFLOW, UNPINNED);
    let isDone = false;
    const clock = (): Date => {
      if (!isDone) {
        rmSync(join(directory, '.github/workflows/gone.yml'));
        rmSync(join(directory, WORKFLOW));
        writeFileSync(join(folder, 'real.yml'), UNPINNED);
        symlinkSync(join(folder, 'real.yml'), join(directory, WORKFLOW));
        isDone = true;
      }
      return new Date('2026-11-20T09:30:00Z');
    };
    const { printed } = await runWith({ clock }, '--fix');
    expect(printed).toContain('left .github/workflows/gone.yml: ');
    expect(printed).toContain(`left ${WORKFLOW}: `);
    expect(printed).not.toContain('fixed ');
    expect(await readFile(join(folder, 'real.yml'), 'utf8')).toBe(UNPINNED);
  });

  it('touches no file beside it, and leaves the permissions as they are', async () => {
    await write(WORKFLOW, UNPINNED);
    await write(`${WORKFLOW}.new`, 'mine');
    await chmod(join(directory, WORKFLOW), 0o666);
    expect((await run('--fix')).printed).toContain(`fixed ${WORKFLOW}: `);
    expect(await readFile(join(directory, `${WORKFLOW}.new`), 'utf8')).toBe('mine');
    expect((await stat(join(directory, WORKFLOW))).mode & 0o777).toBe(0o666);
    expect((await readdir(join(directory, '.github/workflows'))).sort()).toEqual(['ci.yml', 'ci.yml.new']);
  });

  it('is refused in a bare repository, which has no files', async () => {
    await write(WORKFLOW, UNPINNED);
    commitAll();
    const bare = join(folder, 'bare.git');
    execFileSync('git', ['clone', '--quiet', '--bare', directory, bare], { stdio: 'pipe' });
    expect(await run(bare, '--fix')).toMatchObject({
      code: 2,
      told: expect.stringContaining('is a bare repository') as unknown,
    });
  });

  // Only here a name may be of any bytes.
  (process.platform === 'linux' ? it : it.skip)(
    'says of a name that is no UTF-8 that it cannot',
    async () => {
      await mkdir(join(directory, '.github/workflows'), { recursive: true });
      const place = Buffer.from(join(directory, '.github/workflows/\xff.yml'), 'latin1');
      await writeFile(place, UNPINNED);
      const { printed } = await run('--fix');
      expect(printed).toContain(
        'left .github/workflows/\\xff.yml: its name has bytes that --fix cannot write; change it by hand.',
      );
    },
  );

  it('writes through no link', async () => {
    await write('real.yml', UNPINNED);
    await mkdir(join(directory, '.github/workflows'), { recursive: true });
    await symlink('../../real.yml', join(directory, WORKFLOW));
    await run('--fix');
    expect(await readFile(join(directory, 'real.yml'), 'utf8')).toBe(UNPINNED);
  });
});

describe('the result', () => {
  it('is written for code scanning, for people and for a badge', async () => {
    await write(WORKFLOW, UNPINNED);
    await run('--sarif', 'out.sarif', '--summary', 'out.md', '--badge', 'out.json');
    const read = (name: string): Promise<string> => readFile(join(directory, name), 'utf8');
    const sarif = JSON.parse(await read('out.sarif')) as { runs: { results: { ruleId: string }[] }[] };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['VM-II-01', 'VM-II-01']);
    expect(await read('out.md')).toContain('VM-II-01');
    expect(JSON.parse(await read('out.json'))).toMatchObject({ label: 'covenant', schemaVersion: 1 });
  });

  it('has what is excepted, with reason and day', async () => {
    await write(WORKFLOW, UNPINNED);
    await write(CONFIG, EXCEPTION);
    const { code, printed } = await run();
    expect(code).toBe(0);
    expect(printed).toContain(`${WORKFLOW}:7:15: excepted until 2030-01-01: We want it to be so`);
  });

  it('has no control character of a file or its name', async () => {
    await write('docs/a\u001b[31mb.md', '[x](gone.md)\n');
    await write(WORKFLOW, 'jobs: { a: { steps: [{ uses: "a/b@\\e[31mred" }] } }\n');
    const { printed, told } = await run();
    expect(`${printed}${told}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    expect(printed).toContain('VM-I-07');
  });
});

describe('what a hostile repository says', () => {
  it('is no command to the runner of a workflow', async () => {
    await write(`::add-mask::x/${WORKFLOW}`, UNPINNED);
    await write(`a ##[add-mask]x/${WORKFLOW}`, UNPINNED);
    const { printed } = await run();
    expect(printed).toContain('add-mask');
    expect(printed).not.toMatch(/^\s*::|##\[/mu);
  });

  it('is not where its files are', async () => {
    const inner = join(directory, 'inner');
    const other = join(folder, 'other');
    await mkdir(other);
    git('init', '--quiet', '--bare', inner);
    await writeFile(
      join(inner, 'config'),
      `[core]\nrepositoryformatversion = 0\nbare = false\nworktree = ${other}\n`,
    );
    expect(await run(inner)).toMatchObject({ code: 4, told: expect.stringContaining(other) as unknown });
  });
});
