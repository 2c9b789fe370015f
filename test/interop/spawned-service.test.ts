import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSpawnRequest, readCatalog, renderService, writeService } from '../../core/spawn/index.ts';
import { tool } from './tools.ts';

const run = promisify(execFile);

/** yamllint's defaults, but for what these formats need: long queries, GitHub's `on`, one-line maps. */
const YAMLLINT = `
extends: default
rules:
  line-length: disable
  document-start: disable
  truthy: { check-keys: false }
  braces: { max-spaces-inside: 1 }
  comments: { min-spaces-from-content: 1 }
`;

let folder: string;
let repository: string;

async function output(program: string, ...args: string[]): Promise<{ exitCode: number; text: string }> {
  try {
    const { stdout, stderr } = await run(program, args, { cwd: repository, timeout: 120_000 });
    return { exitCode: 0, text: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exitCode: code, text: stdout + stderr };
  }
}

const KINDS = [
  ['service', {}],
  ['service with NATS', { mq: 'nats' }],
  ['worker with an MCP server and RabbitMQ', { kind: 'worker', mcp: true, mq: 'rabbitmq' }],
] as const;

const CASES = readCatalog().languages.flatMap(({ id: language, label }) =>
  KINDS.map(([name, given]) => [`${label} ${name}`, { ...given, language }] as const),
);

describe.each(CASES)('a spawned %s', (_, given) => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vaultmesh-linters-'));
    repository = join(folder, 'my-service');
    const request = parseSpawnRequest({
      ...given,
      name: 'my-service',
      owner: 'acme',
      description: `It's "quoted" $(id)`,
    });
    // The record Action's own pin is filled in at release; here it is any commit.
    await writeService(
      renderService(request, { recordAction: `vaultmesh/record@${'1'.repeat(40)}` }),
      repository,
    );
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('has workflows in which actionlint (with shellcheck) and zizmor, as an auditor, find nothing', async () => {
    const lint = await output(tool('actionlint'), '-shellcheck', tool('shellcheck'));
    expect(lint).toEqual({ exitCode: 0, text: '' });
    const audit = await output(
      tool('zizmor'),
      '--offline',
      '--persona=auditor',
      '--no-progress',
      '--quiet',
      '.github',
    );
    expect(audit).toEqual({ exitCode: 0, text: expect.stringContaining('No findings to report') });
  }, 150_000);

  it('has a Dockerfile in which hadolint finds nothing', async () => {
    expect(await output(tool('hadolint'), 'Dockerfile')).toEqual({ exitCode: 0, text: '' });
  });

  it('has YAML that yamllint likes', async () => {
    const result = await output(tool('yamllint'), '--strict', '--config-data', YAMLLINT, '.');
    expect(result).toEqual({ exitCode: 0, text: '' });
  });

  it.each(['staging', 'production'])(
    'has an overlay %s that kustomize builds and Kubernetes knows',
    async (overlay) => {
      const built = await output(tool('kustomize'), 'build', `deploy/overlays/${overlay}`);
      expect(built.exitCode).toBe(0);
      // What a selector must not catch: the pods of DNS do not carry the service's labels.
      expect(built.text).toContain('matchLabels:\n          k8s-app: kube-dns\n');
      const manifest = join(folder, `${overlay}.yaml`);
      await writeFile(manifest, built.text);
      expect(await output(tool('kubernetes-validate'), '--strict', '--quiet', manifest)).toEqual({
        exitCode: 0,
        text: '',
      });
    },
  );

  // Debian's package "prometheus" brings promtool.
  it('has alert rules that promtool checks and whose tests pass', async () => {
    expect(await output('promtool', 'check', 'rules', 'monitoring/alerts.yml')).toMatchObject({
      exitCode: 0,
    });
    expect(await output('promtool', 'test', 'rules', 'monitoring/alerts.test.yml')).toMatchObject({
      exitCode: 0,
    });
  });
});
