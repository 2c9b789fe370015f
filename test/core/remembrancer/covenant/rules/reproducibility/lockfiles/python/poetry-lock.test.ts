import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { drift, driftIn } from '../findings-of.ts';

const files = (manifest: string, content: string) => ({
  'pyproject.toml': manifest,
  'poetry.lock': `[metadata]\ncontent-hash = "${createHash('sha256').update(content).digest('hex')}"\n`,
});

const PROJECT = '[project]\nname = "x"\nversion = "1"\ndependencies = ["idna>=3"]\n';
const POETRY = '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nidna = "*"\n';
const GROUPS = '[dependency-groups]\ndev = ["six"]\n';
const LEGACY = '{"dependencies": {"idna": "*"}, "dev-dependencies": null, "extras": null, "source": null}';

describe('poetry.lock is in step', () => {
  it.each<[name: string, manifest: string, content: string]>([
    ['of Poetry 1', POETRY, LEGACY],
    [
      'of Poetry 1 with groups of its own',
      `${POETRY}[tool.poetry.group.dev.dependencies]\nsix = "*"\n`,
      LEGACY.replace('"source"', '"group": {"dev": {"dependencies": {"six": "*"}}}, "source"'),
    ],
    ['of Poetry 1, which knows no groups of PEP 735', `${GROUPS}${POETRY}`, LEGACY],
    ['of Poetry 1, which knows no project', `${PROJECT}${POETRY}`, LEGACY],
    ['of Poetry 1, which knows neither', `${PROJECT}${GROUPS}${POETRY}`, LEGACY],
    [
      'of Poetry 2, with a project',
      PROJECT,
      '{"project": {"dependencies": ["idna>=3"]}, "tool": {"poetry": {}}}',
    ],
    [
      'of Poetry 2, with all that a project asks for',
      `${PROJECT}requires-python = ">=3.11"\n[project.optional-dependencies]\ncli = ["six"]\n`,
      '{"project": {"dependencies": ["idna>=3"], "optional-dependencies": {"cli": ["six"]}, "requires-python": ">=3.11"}, "tool": {"poetry": {}}}',
    ],
    [
      'of Poetry 2.0, which knows no groups of PEP 735',
      `${PROJECT}${GROUPS}`,
      '{"project": {"dependencies": ["idna>=3"]}, "tool": {"poetry": {}}}',
    ],
    [
      'of Poetry 2.3, with groups',
      `${PROJECT}${GROUPS}`,
      '{"dependency-groups": {"dev": ["six"]}, "project": {"dependencies": ["idna>=3"]}, "tool": {"poetry": {}}}',
    ],
    [
      'of Poetry 2.3, with groups and no project',
      `${GROUPS}${POETRY}`,
      '{"dependency-groups": {"dev": ["six"]}, "tool": {"poetry": {"dependencies": {"idna": "*"}}}}',
    ],
  ])('%s', async (_, manifest, content) => {
    expect(await drift(files(manifest, content))).toEqual([]);
  });
});

it('poetry.lock without a digest is one that cannot be told', async () => {
  expect(await driftIn({ 'pyproject.toml': PROJECT, 'poetry.lock': '' })).toMatchObject([
    { message: 'pyproject.toml cannot be held against a lockfile: poetry.lock has no content-hash.' },
  ]);
});

it('what poetry.lock was made of cannot be told with a date in it', async () => {
  expect(await driftIn(files('[tool.poetry.dependencies]\na = 2026-01-01\n', ''))).toMatchObject([
    {
      message:
        'pyproject.toml cannot be held against a lockfile: what poetry.lock was made of has a value that JSON does not have, or is nested too deeply.',
    },
  ]);
});
