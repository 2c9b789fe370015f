import { writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { ARTIFACT, makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await makeWorkbench();
  await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--log-key', 'log.key']);
  const record = [
    'record',
    'incident',
    ARTIFACT,
    '--component',
    'my-service',
    '--version',
    '1.0.0',
    '--no-timestamp',
  ];
  const people = ['--person', 'author=ada', 'reviewer=grace'];
  const ledger = ['--operation', 'incident:1', '--repository', REPOSITORY, '--log-key', 'log.key'];
  expect((await bench.vaultmesh([...record, ...people, ...ledger])).code).toBe(0);
});

afterAll(() => bench.remove());

const show = async (branch = 'ledger') => {
  const argv = ['ledger', 'show', REPOSITORY, '0', '--branch', branch];
  const { stdout } = await bench.vaultmesh(argv);
  const json = await bench.vaultmesh([...argv, '--json']);
  const { result } = JSON.parse(json.stdout) as { result: { entries: { people: unknown }[] } };
  return { stdout, people: result.entries[0]?.people };
};

it('shows who took part, when somebody changed that, and that it was redacted', async () => {
  const before = await show();
  expect(before.stdout).toMatch(/^person {6}author ada\nperson {6}reviewer grace$/m);
  expect(before.people).toEqual({
    status: 'valid',
    people: [
      { role: 'author', login: 'ada' },
      { role: 'reviewer', login: 'grace' },
    ],
  });

  await bench.git('clone', '--quiet', '--branch', 'ledger', bench.remote, 'clone');
  await writeFile(bench.path('clone/people/000/0.json'), '{"people":[{"login":"eve","role":"author"}]}');
  const user = ['-C', 'clone', '-c', 'user.name=x', '-c', 'user.email=x@example.com'];
  await bench.git(...user, 'commit', '--quiet', '--all', '-m', 'x');
  await bench.git(...user, 'push', '--quiet', 'origin', 'HEAD:changed');
  const changed = await show('changed');
  expect(changed.stdout).not.toContain('eve');
  expect(changed.stdout).toContain('people      not those that the receipt commits to');
  expect(changed.people).toEqual({ status: 'invalid' });

  expect((await bench.vaultmesh(['ledger', 'redact', REPOSITORY, '0'])).code).toBe(0);
  const after = await show();
  expect(after.stdout).toContain('people      redacted');
  expect(after.people).toEqual({ status: 'redacted' });
});

it('sign names the files that it wrote in its outcome', async () => {
  const argv = ['sign', ARTIFACT, '--openpgp-key', 'openpgp.key', '--out', 'signatures', '--json'];
  const { code, stdout } = await bench.vaultmesh(argv);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ result: { files: [`signatures/${ARTIFACT}.asc`] } });
});
