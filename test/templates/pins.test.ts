import { describe, expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { renderOnboarding, renderService, type TreeFile } from '../../core/spawn/index.ts';
import { readPins } from '../../core/spawn/pins.ts';
import { templatesDirectory } from '../../core/spawn/templates-directory.ts';
import { combinations } from '../core/spawn/combinations.ts';
import { request } from '../core/spawn/requests.ts';
import {
  basesOf,
  containersOf,
  fetchesOf,
  fetchesOfImage,
  imagesOf,
  runnersOf,
  toolVersionsOf,
  usesOf,
} from './references.ts';

const COMMIT = /^[0-9a-f]{40}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const OURS = '0'.repeat(40);
const RECORD = `vaultmesh/record@${OURS}`;
/** What a workflow of ours may use of this repository: all at the commit of the setting. */
const OWN_ACTIONS: readonly string[] = [
  RECORD,
  ...['assets', 'backfill', 'covenant'].map((name) => `vaultmesh/record/actions/${name}@${OURS}`),
];

const pins = readPins(templatesDirectory());
const images = Object.values(pins.images).map(({ image, tag, digest }) => `${image}:${tag}@${digest}`);
const versions = Object.values(pins.tools).map(({ version }) => version);

/** Commands that get what a lockfile says, by its hash, or the version of a pin; `VERSION` is one of `toolVersionsOf`. */
const LOCKED = [
  /^python -m pip --python \S+ install --require-hashes --only-binary :all: --requirement requirements\.txt$/,
  /^npm (ci|prune) /,
  /^go mod download$/,
  /^cargo (auditable )?build --locked /,
  new RegExp(`^cargo install --locked \\S+ --version "(${versions.join('|').replaceAll('.', '\\.')})"$`),
  /^rustup (toolchain install|default) "\$VERSION"/,
];

const services = combinations().map(
  ([name, given]) => [name, renderService(request(given), { recordAction: RECORD })] as const,
);
const repositories = {
  ...Object.fromEntries(services),
  platform: renderOnboarding({ recordAction: RECORD }),
};

const text = (files: readonly TreeFile[], path: string): string => {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`no file ${path}`);
  return fromUtf8(file.content);
};

const workflowsOf = (files: readonly TreeFile[]): string[] =>
  files.filter(({ path }) => path.startsWith('.github/workflows/')).map(({ content }) => fromUtf8(content));

describe('templates/pins.json', () => {
  const all = [
    ...Object.entries(pins.actions),
    ...Object.entries(pins.images),
    ...Object.entries(pins.tools),
  ];

  it('pins by what cannot be moved', () => {
    for (const pin of Object.values(pins.actions)) expect(pin.sha).toMatch(COMMIT);
    for (const pin of Object.values(pins.actions)) expect(pin.version).toMatch(/^v\d+\.\d+\.\d+$/);
    for (const pin of Object.values(pins.images)) expect(pin.digest).toMatch(DIGEST);
    for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it.each(all)('says where %s was seen, at which commit, and when', (_name, { seen }) => {
    expect(seen.repository).toMatch(/^[\w.-]+\/[\w.-]+$/);
    expect(seen.path).toMatch(/^\S*\.(ya?ml|md|txt|Dockerfile)$|Dockerfile$/);
    expect(seen.commit).toMatch(COMMIT);
    expect(Date.parse(seen.date)).toBeGreaterThan(Date.parse('2026-01-01'));
  });

  it('has no pin that no template uses', () => {
    const everything = Object.values(repositories)
      .flat()
      .map((file) => fromUtf8(file.content))
      .join('\n');
    for (const pin of Object.values(pins.actions)) expect(everything).toContain(pin.sha);
    for (const pin of Object.values(pins.images)) expect(everything).toContain(pin.digest);
    for (const version of versions) expect(everything).toContain(`"${version}"`);
  });
});

describe.each(Object.entries(repositories))('what a %s repository fetches', (_kind, files) => {
  const workflows = workflowsOf(files);

  it('Actions: each is pinned by commit, with its version in a comment', () => {
    expect(workflows).not.toHaveLength(0);
    for (const { action, comment } of workflows.flatMap(usesOf)) {
      if (OWN_ACTIONS.includes(action)) continue;
      const [name = '', ref] = action.split('@');
      const { sha, version } = pins.actions[name] ?? {};
      expect({ name, ref, comment }).toEqual({ name, ref: sha, comment: version });
    }
  });

  it('tools of workflows: each has the version of a pin, on a runner of one release of Ubuntu', () => {
    expect(workflows.flatMap(toolVersionsOf)).not.toHaveLength(0);
    for (const version of workflows.flatMap(toolVersionsOf)) expect(versions).toContain(version);
    for (const runner of workflows.flatMap(runnersOf)) expect(runner).toMatch(/^ubuntu-\d\d\.04$/);
  });
});

describe.each(services)('what a %s fetches', (name, service) => {
  it('images: each is pinned by digest', () => {
    expect(basesOf(text(service, 'Dockerfile'))).toHaveLength(2);
    const composed = imagesOf(text(service, 'compose.yaml'));
    const brokers = /worker.*nats/.test(name) ? 2 : Number(/rabbitmq|nats/.test(name));
    expect(composed).toHaveLength(2 + brokers);
    const inWorkflows = workflowsOf(service).flatMap((workflow) => [
      ...containersOf(workflow),
      ...imagesOf(workflow),
    ]);
    expect(inWorkflows.length).toBeGreaterThan(2);
    const developed = imagesOf(text(service, '.devcontainer/devcontainer.json'));
    expect(developed).toHaveLength(1);
    for (const image of [
      ...basesOf(text(service, 'Dockerfile')),
      ...composed,
      ...inWorkflows,
      ...developed,
    ]) {
      expect(images).toContain(image);
    }
  });

  it('commands: each gets what a lockfile or a pin says', () => {
    const fetches = [
      ...fetchesOfImage(text(service, 'Dockerfile')),
      ...workflowsOf(service).flatMap(fetchesOf),
    ];
    expect(fetches).not.toHaveLength(0);
    const unlocked = fetches.filter((command) => !LOCKED.some((locked) => locked.test(command)));
    expect(unlocked).toEqual([]);
    expect(JSON.parse(text(service, '.devcontainer/devcontainer.json'))).not.toHaveProperty('features');
  });

  it('Kubernetes images are named by the overlays only', () => {
    expect(imagesOf(text(service, 'deploy/base/workload.yaml'))).toEqual(['app']);
    for (const overlay of ['staging', 'production']) {
      const { images: named } = parseYaml(text(service, `deploy/overlays/${overlay}/kustomization.yaml`)) as {
        images: { name: string; newName: string; newTag: string }[];
      };
      expect(named).toEqual([
        { name: 'app', newName: expect.stringContaining('my-service'), newTag: expect.any(String) },
      ]);
    }
  });
});
