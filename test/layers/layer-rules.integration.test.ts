import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { project } from '../project.ts';

const run = promisify(execFile);
const depcruise = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** The verdict of the project's own rules on a tree that holds just these files. */
async function cruise(directory: string, files: Record<string, string>) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  const args = [depcruise, '--config', join(project, '.dependency-cruiser.js'), '--output-type', 'err', '.'];
  try {
    const { stdout } = await run(process.execPath, args, { cwd: directory, timeout: 60_000 });
    return { exitCode: 0, output: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { exitCode: code, output: stdout };
  }
}

describe('the layer rules', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vaultmesh-layers-'));
    await writeFile(join(directory, 'tsconfig.json'), '{}');
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const forbidden: [rule: string, from: string, to: string][] = [
    ['spawn-stands-alone', 'core/spawn/render.ts', 'core/remembrancer/receipt.ts'],
    ['spawn-stands-alone', 'core/spawn/render.ts', 'core/aurora/router.ts'],
    ['remembrancer-does-not-know-aurora', 'core/remembrancer/receipt.ts', 'core/aurora/router.ts'],
    ['remembrancer-does-not-know-aurora', 'core/remembrancer/receipt.ts', 'core/spawn/render.ts'],
    ['common-is-the-bottom', 'core/common/error.ts', 'core/spawn/render.ts'],
    ['common-is-the-bottom', 'core/common/error.ts', 'core/github/status.ts'],
    ['github-is-ground', 'core/github/ensure-ruleset.ts', 'core/spawn/render.ts'],
    ['github-is-ground', 'core/github/ensure-ruleset.ts', 'core/remembrancer/receipt.ts'],
    ['core-knows-no-door', 'core/github/status.ts', 'app/github/answer.ts'],
    ['core-knows-no-door', 'core/spawn/render.ts', 'cli/main.ts'],
    ['core-knows-no-door', 'core/spawn/render.ts', 'page/main.ts'],
    ['core-knows-no-github-client', 'core/spawn/render.ts', 'node_modules/@octokit/rest/index.js'],
    ['ledger-by-its-front-door', 'core/remembrancer/trust/draft.ts', 'core/remembrancer/ledger/tile/tile.ts'],
    ['ledger-by-its-front-door', 'cli/main.ts', 'core/remembrancer/ledger/checkpoint.ts'],
    ['product-does-not-use-the-sandbox', 'app/main.ts', 'sandbox/github/server.ts'],
    ['product-does-not-use-the-build', 'cli/site/build-site.ts', 'scripts/site/make-site-assets.ts'],
    ['doors-do-not-open-into-each-other', 'app/main.ts', 'cli/main.ts'],
    ['doors-do-not-open-into-each-other', 'page/main.ts', 'cli/main.ts'],
  ];

  it.each(forbidden)('%s: %s may not import %s', async (rule, from, to) => {
    const steps = '../'.repeat(from.split('/').length - 1);
    const result = await cruise(directory, {
      [from]: `import { x } from '${steps}${to}';\nexport const y = x;\n`,
      [to]: 'export const x = 1;\n',
    });
    expect(result.output).toContain(`error ${rule}: ${from}`);
    expect(result.exitCode).toBeGreaterThan(0);
  });

  it('accepts the ledger, and parts of it, by their index', async () => {
    const result = await cruise(directory, {
      'cli/main.ts':
        "import { x } from '../core/remembrancer/ledger/index.ts';\nimport { z } from '../core/remembrancer/ledger/audit/index.ts';\nexport const y = x + z;\n",
      'core/remembrancer/ledger/index.ts': "export { x } from './tile/tile.ts';\n",
      'core/remembrancer/ledger/tile/tile.ts': 'export const x = 1;\n',
      'core/remembrancer/ledger/audit/index.ts': "export { x as z } from '../tile/tile.ts';\n",
    });
    expect(result.output).toContain('no dependency violations found');
  });

  it('accepts that every layer calls GitHub through core/github', async () => {
    const use = "export { x } from '../github/status.ts';\n";
    const result = await cruise(directory, {
      'core/spawn/render.ts': use,
      'core/remembrancer/receipt.ts': use,
      'core/github/status.ts': "export { x } from '../common/x.ts';\n",
      'core/common/x.ts': 'export const x = 1;\n',
    });
    expect(result.output).toContain('no dependency violations found');
  });

  it('the-page-knows-no-node: page may not import what only Node has', async () => {
    const result = await cruise(directory, {
      'page/main.ts': "import { hash } from 'node:crypto';\nexport const x = hash;\n",
    });
    expect(result.output).toContain('error the-page-knows-no-node: page/main.ts');
    expect(result.exitCode).toBeGreaterThan(0);
  });

  it('accepts a door that uses the domain', async () => {
    const result = await cruise(directory, {
      'cli/main.ts': "import { x } from '../core/spawn/render.ts';\nexport const y = x;\n",
      'core/spawn/render.ts': "export { x } from '../common/x.ts';\n",
      'core/common/x.ts': 'export const x = 1;\n',
    });
    expect(result.output).toContain('no dependency violations found');
    expect(result.exitCode).toBe(0);
  });
});
