import { describe, expect, it } from '@jest/globals';
import { isMap, isPair, isScalar, parseDocument, parse as parseYaml, visit } from 'yaml';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { renderOnboarding, renderService, type TreeFile } from '../../core/spawn/index.ts';
import { readPins } from '../../core/spawn/pins.ts';
import { templatesDirectory } from '../../core/spawn/templates-directory.ts';
import { combinations } from '../core/spawn/combinations.ts';
import { request } from '../core/spawn/requests.ts';

const COMMIT = /^[0-9a-f]{40}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const RECORD = `vaultmesh/record@${'0'.repeat(40)}`;

const pins = readPins(templatesDirectory());
const services = combinations().map(
  ([name, given]) => [name, renderService(request(given), { recordAction: RECORD })] as const,
);
const repositories = { ...Object.fromEntries(services), platform: renderOnboarding({ recordAction: RECORD }) };

const text = (files: readonly TreeFile[], path: string): string => {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`no file ${path}`);
  return fromUtf8(file.content);
};

/** Every `uses:` of a workflow with the comment behind it. */
function usesOf(workflow: string): { action: string; comment: string }[] {
  const found: { action: string; comment: string }[] = [];
  visit(parseDocument(workflow), {
    Pair(_key, pair) {
      if (isScalar(pair.key) && pair.key.value === 'uses' && isScalar(pair.value)) {
        found.push({ action: String(pair.value.value), comment: pair.value.comment?.trim() ?? '' });
      }
    },
  });
  return found;
}

/** Every `image:` of a YAML document, and what the `docker://` and `container:` forms name. */
function imagesOf(document: string): string[] {
  const found: string[] = [];
  visit(parseDocument(document), {
    Map(_key, map) {
      for (const pair of map.items) {
        if (!isPair(pair) || !isScalar(pair.key) || isMap(pair.value)) continue;
        if (['image', 'container'].includes(String(pair.key.value)) && isScalar(pair.value)) {
          found.push(String(pair.value.value));
        }
      }
    },
  });
  return found;
}

/** The images of a Dockerfile's FROM and COPY --from, without its own stages. */
function basesOf(dockerfile: string): string[] {
  const stages = new Set<string>();
  const bases: string[] = [];
  for (const instruction of dockerfile.replace(/\\\n/g, ' ').split('\n')) {
    const [keyword, ...words] = instruction.trim().split(/\s+/);
    const named = words.filter((word) => !word.startsWith('--'));
    if (keyword === 'FROM') {
      if (named[0] !== undefined && !stages.has(named[0])) bases.push(named[0]);
      if (named[1]?.toUpperCase() === 'AS' && named[2] !== undefined) stages.add(named[2]);
    }
    if (keyword === 'COPY' || keyword === 'ADD') {
      const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
      if (from !== undefined && !stages.has(from)) bases.push(from);
    }
  }
  return bases;
}

/** The hashes of each requirement (name, version and marker) of a requirements file. */
function requirementsOf(file: string): Map<string, string[]> {
  const lines = file.replace(/^\s*#.*\n/gm, '').replace(/\\\n/g, ' ').trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [requirement = '', ...hashes] = line.split(/\s+--hash=/);
      return [requirement.trim(), hashes.map((hash) => hash.trim())];
    }),
  );
}

describe('templates/pins.json', () => {
  const all = [...Object.entries(pins.actions), ...Object.entries(pins.images)];

  it('pins by what cannot be moved', () => {
    for (const pin of Object.values(pins.actions)) expect(pin.sha).toMatch(COMMIT);
    for (const pin of Object.values(pins.actions)) expect(pin.version).toMatch(/^v\d+\.\d+\.\d+$/);
    for (const pin of Object.values(pins.images)) expect(pin.digest).toMatch(DIGEST);
  });

  it.each(all)('says where %s was seen, at which commit, and when', (_name, { seen }) => {
    expect(seen.repository).toMatch(/^[\w.-]+\/[\w.-]+$/);
    expect(seen.path).toMatch(/^\S*\.(ya?ml|md|Dockerfile)$|Dockerfile$/);
    expect(seen.commit).toMatch(COMMIT);
    expect(Date.parse(seen.date)).toBeGreaterThan(Date.parse('2026-01-01'));
  });

  it('has no pin that no template uses', () => {
    const everything = Object.values(repositories).flat().map((file) => fromUtf8(file.content)).join('\n');
    for (const pin of Object.values(pins.actions)) expect(everything).toContain(pin.sha);
    for (const pin of Object.values(pins.images)) expect(everything).toContain(pin.digest);
  });
});

describe.each(Object.entries(repositories))('what a %s repository fetches', (_kind, files) => {
  it('Actions: each is pinned by commit, with its version in a comment', () => {
    const workflows = files.filter((file) => /^\.github\/workflows\/|action\.ya?ml$/.test(file.path));
    expect(workflows).not.toHaveLength(0);
    for (const workflow of workflows) {
      for (const { action, comment } of usesOf(fromUtf8(workflow.content))) {
        if (action === RECORD) continue;
        const [name = '', ref] = action.split('@');
        expect({ name, ref, comment }).toEqual({
          name,
          ref: pins.actions[name]?.sha,
          comment: pins.actions[name]?.version,
        });
      }
    }
  });
});

describe.each(services)('what a %s fetches', (name, service) => {
  const known = Object.values(pins.images).map(({ image, tag, digest }) => `${image}:${tag}@${digest}`);

  it('images: each is pinned by digest', () => {
    expect(basesOf(text(service, 'Dockerfile'))).toHaveLength(2);
    const composed = imagesOf(text(service, 'compose.yaml'));
    expect(composed).toHaveLength(/rabbitmq|nats/.test(name) ? 3 : 2);
    const images = [
      ...basesOf(text(service, 'Dockerfile')),
      ...composed,
      ...imagesOf(text(service, '.devcontainer/devcontainer.json')),
      ...service.filter((file) => file.path.startsWith('.github/')).flatMap((file) => imagesOf(fromUtf8(file.content))),
    ];
    for (const image of images) expect(known).toContain(image);
  });

  it('Kubernetes images are named by the overlays only', () => {
    expect(imagesOf(text(service, 'deploy/base/deployment.yaml'))).toEqual(['app']);
    for (const overlay of ['staging', 'production']) {
      const { images } = parseYaml(text(service, `deploy/overlays/${overlay}/kustomization.yaml`)) as {
        images: { name: string; newName: string; newTag: string }[];
      };
      expect(images).toEqual([{ name: 'app', newName: expect.stringContaining('my-service'), newTag: expect.any(String) }]);
    }
  });

  it('no file names a package registry', () => {
    for (const file of service) {
      expect({ path: file.path, host: /pypi|pythonhosted|npmjs|proxy\.golang|crates\.io/i.exec(fromUtf8(file.content)) }).toEqual({
        path: file.path,
        host: null,
      });
    }
  });
});

describe.each(services.filter(([name]) => name.startsWith('python')))('what a %s installs', (_name, service) => {
  it.each(['requirements.txt', 'requirements-dev.txt'])('%s: every requirement has one version and hashes', (path) => {
    const requirements = requirementsOf(text(service, path));
    expect(requirements.size).toBeGreaterThan(10);
    for (const [requirement, hashes] of requirements) {
      expect(requirement).toMatch(/^[a-z0-9-]+==[0-9][0-9a-z.]*( ; .+)?$/);
      expect(hashes).not.toHaveLength(0);
      for (const hash of hashes) expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
  });

  it('what is tested is what runs: requirements-dev.txt holds requirements.txt, hash for hash', () => {
    const dev = requirementsOf(text(service, 'requirements-dev.txt'));
    const runtime = requirementsOf(text(service, 'requirements.txt'));
    for (const [requirement, hashes] of runtime) expect(dev.get(requirement)).toEqual(hashes);
  });
});
