import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { protectService, type ServiceProtector } from '../../../app/spawn/protect-service.ts';
import { fromUtf8 } from '../../../core/common/bytes.ts';
import { parseSpawnRequest, readCatalog, renderService, type TreeFile } from '../../../core/spawn/index.ts';

const REPOSITORY = {
  id: 'R_1',
  name: { owner: 'acme', repo: 'my-service' },
  defaultBranch: 'main',
  description: '',
  url: '',
  visibility: 'private' as const,
};

interface Input {
  readonly name: string;
  readonly target: string;
  readonly bypassActors: readonly object[];
  readonly rules: readonly { readonly type: string; readonly parameters?: object }[];
}

const refusal = (message: string) => () => Promise.reject(Object.assign(new Error(message), { status: 403 }));

/** A new repository with `files` at every commit, and the rulesets that were asked for. */
function github({ files = [] as readonly TreeFile[], app = 15368, refused = '' } = {}) {
  const made: Input[] = [];
  const client: ServiceProtector = {
    graphql: <T>(_: string, { request, ...inputs }: Record<string, unknown>) => {
      expect(request).toEqual({ retries: 0 });
      made.push(...(Object.values(inputs) as Input[]));
      return Promise.resolve({} as T);
    },
    rest: {
      apps: {
        getBySlug: ({ app_slug }) =>
          app === 0
            ? Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }))
            : Promise.resolve({ data: { id: app_slug === 'github-actions' ? app : 1 } }),
      },
      git: {
        getTree: () =>
          Promise.resolve({
            data: {
              tree: files.map(({ path }, n) => ({
                path: path.replace('.github/workflows/', ''),
                ...{ type: 'blob', mode: '100644', sha: String(n) },
              })),
            },
          }),
        getBlob: ({ file_sha }) =>
          Promise.resolve({
            data: { content: Buffer.from(files[Number(file_sha)]!.content).toString('base64') },
          }),
      },
      repos: {
        getContent: () => Promise.resolve({ data: [{ name: 'workflows', type: 'dir', sha: 't' }] }),
        getRepoRulesets: refused === '' ? () => Promise.resolve({ data: [] }) : refusal(refused),
        getRepoRuleset: refusal('asked for'),
        updateRepoRuleset: refusal('asked for'),
      },
    },
  };
  return { client, made };
}

/** Of the ruleset for the default branch. */
function required(made: readonly Input[]): readonly object[] {
  const rules = made.find(({ name }) => name.includes('default branch'))?.rules ?? [];
  const rule = rules.find(({ type }) => type === 'REQUIRED_STATUS_CHECKS');
  const { requiredStatusChecks } = (rule?.parameters ?? {}) as Record<
    string,
    { requiredStatusChecks: object[] }
  >;
  return requiredStatusChecks?.requiredStatusChecks ?? [];
}

/** What YAML says of the jobs of the workflows that run for a pull request. */
function jobNames(files: readonly TreeFile[]): string[] {
  const workflows = files
    .filter(({ path }) => path.startsWith('.github/workflows/'))
    .map(({ content }) => parse(fromUtf8(content)) as { on: object; jobs: Record<string, { name: string }> });
  return workflows
    .filter(({ on }) => 'pull_request' in on)
    .flatMap(({ jobs }) => Object.values(jobs).map(({ name }) => name))
    .sort();
}

const catalog = readCatalog();
const services = catalog.languages.flatMap(({ id: language, kinds, options }) =>
  kinds.flatMap((kind) => [
    { language, kind },
    { language, kind, mcp: options.includes('mcp'), mq: options.includes('mq') ? 'nats' : 'none' },
  ]),
);

describe('the default branch of a new service', () => {
  it.each(services)('requires exactly the jobs that its workflows have: %j', async (words) => {
    const files = renderService(parseSpawnRequest({ name: 'my-service', owner: 'acme', ...words }), {});
    const { client, made } = github();
    const checks = await protectService(client, REPOSITORY, files);
    expect(checks).toEqual(jobNames(files));
    expect(checks).toContain('Test');
    expect(required(made)).toEqual(checks!.map((context) => ({ context, integrationId: 15368 })));
  });

  it('requires those of the commit that an earlier run has made', async () => {
    const content = Buffer.from('on: pull_request\njobs:\n  ours:\n    name: Ours\n');
    const files = [{ path: '.github/workflows/ours.yml', mode: '100644' as const, content }];
    const { client, made } = github({ files });
    expect(await protectService(client, REPOSITORY, 'a'.repeat(40))).toEqual(['Ours']);
    expect(required(made)).toEqual([{ context: 'Ours', integrationId: 15368 }]);
  });

  it('takes a check of anybody where GitHub does not say which app Actions are', async () => {
    const files = renderService(parseSpawnRequest({ name: 'my-service', owner: 'acme' }), {});
    const { client, made } = github({ app: 0 });
    await protectService(client, REPOSITORY, files);
    expect(required(made)[0]).toEqual({ context: 'Covenant' });
  });

  it('comes by pull request where there is no check to wait for', async () => {
    const { client, made } = github();
    expect(await protectService(client, REPOSITORY, [])).toEqual([]);
    const { rules } = made.find(({ name }) => name.includes('default branch'))!;
    expect(rules.map(({ type }) => type)).toEqual(['DELETION', 'NON_FAST_FORWARD', 'PULL_REQUEST']);
  });
});

describe('the rulesets of a new service', () => {
  it('let maintainers and administrators past for version tags, and nobody else past anything', async () => {
    const { client, made } = github();
    await protectService(client, REPOSITORY, []);
    expect(made.map(({ target, bypassActors }) => [target, bypassActors.length])).toEqual([
      ['BRANCH', 0],
      ['BRANCH', 0],
      ['TAG', 2],
    ]);
  });

  it('are none where the plan has none, and that is told', async () => {
    const { client } = github({
      refused: 'Upgrade to GitHub Pro or make this repository public to enable this feature.',
    });
    expect(await protectService(client, REPOSITORY, [])).toBeUndefined();
  });

  it('stop everything where the app may not make them', async () => {
    const { client } = github({ refused: 'Resource not accessible by integration' });
    await expect(protectService(client, REPOSITORY, [])).rejects.toThrow('not accessible');
  });
});
