import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { parseSpawnRequest, renderService, writeService } from '../../core/spawn/index.ts';
import { kubernetesSchemas } from './kubernetes-schemas.ts';
import { tool } from './tools.ts';

const run = promisify(execFile);

/** Both kinds in every language, and with every broker: what the files of all languages ask about. */
const SPREAD = [
  { language: 'python' },
  { language: 'python', kind: 'worker', mcp: true, mq: 'rabbitmq' },
  { language: 'typescript', mcp: true, mq: 'rabbitmq' },
  { language: 'typescript', kind: 'worker' },
  { language: 'go', mcp: true },
  { language: 'go', kind: 'worker', mq: 'nats' },
  { language: 'rust', mq: 'nats' },
  { language: 'rust', kind: 'worker', mcp: true },
];

/** Namespace, ServiceAccount, Deployment, HorizontalPodAutoscaler, PodDisruptionBudget, Service, NetworkPolicy; two overlays. */
const RESOURCES = 7 * 2 * SPREAD.length;

/** The oldest that GitHub's readers may still run, and the newest there are schemas of. */
const KUBERNETES = ['1.32.0', '1.37.0'];

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
let repositories: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-linters-'));
  repositories = SPREAD.map((_, index) => join(folder, String(index)));
  for (const [index, given] of SPREAD.entries()) {
    const about = { name: 'my-service', owner: 'acme', description: `It's "quoted" $(id)` };
    // The record Action's own pin is filled in at release; here it is any commit.
    const settings = { recordAction: `vaultmesh/record@${'1'.repeat(40)}` };
    await writeService(
      renderService(parseSpawnRequest({ ...given, ...about }), settings),
      String(repositories[index]),
    );
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

interface Result {
  readonly exitCode: number;
  readonly text: string;
}

const CLEAN: Result = { exitCode: 0, text: '' };

async function output(program: string, args: readonly string[], options = {}): Promise<Result> {
  try {
    const { stdout, stderr } = await run(program, args, { cwd: folder, timeout: 120_000, ...options });
    return { exitCode: 0, text: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exitCode: code, text: stdout + stderr };
  }
}

/** The path of a file in every repository. */
const each = (path: string): string[] => repositories.map((repository) => join(repository, path));

describe('linters of other people find nothing in spawned repositories', () => {
  it('actionlint, with shellcheck: workflows', async () => {
    for (const repository of repositories) {
      const lint = await output(tool('actionlint'), ['-shellcheck', tool('shellcheck')], { cwd: repository });
      expect(lint).toEqual(CLEAN);
    }
  });

  it('zizmor, as an auditor: workflows and Dependabot', async () => {
    const args = ['--offline', '--persona=auditor', '--no-progress', '--quiet', ...each('.github')];
    const audit = await output(tool('zizmor'), args);
    expect(audit).toEqual({ exitCode: 0, text: expect.stringContaining('No findings to report') });
  });

  it('hadolint: Dockerfiles', async () => {
    expect(await output(tool('hadolint'), each('Dockerfile'))).toEqual(CLEAN);
  });

  it('yamllint: all YAML', async () => {
    expect(await output(tool('yamllint'), ['--strict', '--config-data', YAMLLINT, '.'])).toEqual(CLEAN);
  });

  it.each(KUBERNETES)('kubeconform: what kustomize builds, for Kubernetes %s', async (version) => {
    const schemas = await kubernetesSchemas(join(folder, '.schemas'), version);
    const built: string[] = [];
    for (const overlay of ['staging', 'production'].flatMap((name) => each(`deploy/overlays/${name}`))) {
      const { exitCode, text } = await output(tool('kustomize'), ['build', overlay]);
      // What a selector must not catch: the pods of DNS do not carry the service's labels.
      expect({ exitCode, text }).toEqual({
        exitCode: 0,
        text: expect.stringContaining('matchLabels:\n          k8s-app: kube-dns\n'),
      });
      built.push(text);
    }
    const manifests = join(folder, '.manifests.yaml');
    await writeFile(manifests, built.join('---\n'));
    const args = [
      '-strict',
      '-summary',
      '-kubernetes-version',
      version,
      '-schema-location',
      schemas,
      manifests,
    ];
    expect(await output(tool('kubeconform'), args)).toEqual({
      exitCode: 0,
      text: `Summary: ${RESOURCES} resources found in 1 file - Valid: ${RESOURCES}, Invalid: 0, Errors: 0, Skipped: 0\n`,
    });
  });

  // Debian's package "prometheus" brings promtool.
  it('promtool: alerts, their tests, and what Prometheus is told by compose.yaml', async () => {
    const checked = await output('promtool', ['check', 'rules', ...each('monitoring/alerts.yml')]);
    expect(checked).toMatchObject({ exitCode: 0 });
    const tested = await output('promtool', ['test', 'rules', ...each('monitoring/alerts.test.yml')]);
    expect(tested).toMatchObject({ exitCode: 0 });
    for (const repository of repositories) {
      const { configs } = parse(await readFile(join(repository, 'compose.yaml'), 'utf8')) as {
        configs: Record<string, { content: string }>;
      };
      const config = join(repository, '.prometheus/prometheus.yml');
      await mkdir(dirname(config));
      await writeFile(config, String(configs['prometheus']?.content));
      await copyFile(join(repository, 'monitoring/alerts.yml'), join(dirname(config), 'alerts.yml'));
      expect(await output('promtool', ['check', 'config', config])).toMatchObject({ exitCode: 0 });
    }
  });
});

describe('the digest of an image', () => {
  const DIGEST = `sha256:${'a'.repeat(64)}`;

  /** Runs a step of a workflow as GitHub's runner does, with kustomize on the PATH; returns what it left as outputs. */
  async function step(
    workflow: string,
    name: string,
    env: Record<string, string>,
  ): Promise<Result & { outputs: string }> {
    const repository = String(repositories[0]);
    const { jobs } = parse(await readFile(join(repository, `.github/workflows/${workflow}.yml`), 'utf8')) as {
      jobs: Record<string, { steps: { name?: string; run?: string; 'working-directory'?: string }[] }>;
    };
    const found = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .find((one) => one.name === name);
    const outputs = join(folder, '.outputs');
    await writeFile(outputs, '');
    const result = await output(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', String(found?.run)],
      {
        cwd: join(repository, found?.['working-directory'] ?? '.'),
        env: {
          ...env,
          PATH: `${dirname(tool('kustomize'))}:${process.env['PATH'] ?? ''}`,
          IMAGE: 'ghcr.io/acme/my-service',
          GITHUB_OUTPUT: outputs,
          RUNNER_TEMP: folder,
        },
      },
    );
    return { ...result, outputs: await readFile(outputs, 'utf8') };
  }

  it('nothing is deployed before a release has set one', async () => {
    const built = await step('deploy', 'Build the manifests', { OVERLAY: 'deploy/overlays/production' });
    expect(built).toEqual({
      exitCode: 1,
      text: expect.stringContaining('Release a version, and merge the pull request that sets it.'),
      outputs: '',
    });
  });

  it('is set in the overlay by a release, and is what a deployment applies and records', async () => {
    expect(await step('release', 'Set the digest', { VERSION: '1.2.0', DIGEST })).toMatchObject({
      exitCode: 0,
    });
    const built = await step('deploy', 'Build the manifests', { OVERLAY: 'deploy/overlays/production' });
    expect(built).toEqual({ ...CLEAN, outputs: `version=1.2.0\ndigest=${DIGEST}\n` });
    const manifests = await readFile(join(folder, 'manifests.yaml'), 'utf8');
    expect(manifests).toContain(`image: ghcr.io/acme/my-service:1.2.0@${DIGEST}\n`);
  });
});
