import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { applyEdits } from '../../../../../../core/remembrancer/covenant/fix/apply-edits.ts';
import type { Found } from '../../../../../../core/remembrancer/covenant/found.ts';
import { imagesByDigest } from '../../../../../../core/remembrancer/covenant/rules/reproducibility/images-by-digest.ts';
import { memoryTree, type Tree } from '../../../../../../core/remembrancer/covenant/index.ts';
import { contextWith } from '../../context-with.ts';
import { expectLegible } from '../../expect-legible.ts';

const DIGEST = `sha256:${'0a'.repeat(32)}`;
const CI = '.github/workflows/ci.yml';
const pins = {
  actions: new Map<string, { commit: string; version: string }>(),
  images: new Map([['node:24', DIGEST]]),
};

async function foundInTree(tree: Tree): Promise<readonly Found[]> {
  const answer = await imagesByDigest.check(contextWith({ tree, pins }));
  if ('notApplicable' in answer) throw new Error(answer.notApplicable);
  return expectLegible(answer);
}
const foundIn = (files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly Found[]> =>
  foundInTree(memoryTree(files));
/** The images that are found, as the messages name them, with the file and its line's text. */
async function imagesFound(files: Readonly<Record<string, string>>): Promise<string[]> {
  return (await foundIn(files)).map(({ message }) => message.split(' ', 1)[0] ?? '');
}
const deployment = (image: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - image: ${image}\n`;
const kustomization = (...lines: string[]): string => ['kind: Kustomization', ...lines, ''].join('\n');

describe('an image', () => {
  it.each([
    ['node', 'node is named without tag and digest, so the newest is taken'],
    ['node:latest', 'node:latest is named by the tag latest, so the newest is taken'],
    ['ghcr.io/a/b:1.2', 'ghcr.io/a/b:1.2 is named by the tag 1.2, which can be moved'],
    ['node@sha256:0a', 'node@sha256:0a is named by a digest that is not whole'],
  ])('is not named well by %s', async (image, message) => {
    const text = `FROM ${image}\n`;
    const [found, ...more] = await foundIn({ Dockerfile: text });
    expect(found).toMatchObject({ path: 'Dockerfile', message });
    expect(text.slice(found?.range?.start, found?.range?.end)).toBe(image);
    expect(more).toEqual([]);
  });

  it('is named well by a digest, with a tag and without', async () => {
    expect(
      await foundIn({ Dockerfile: `FROM a:1@${DIGEST}\nFROM a@${DIGEST} AS b\nFROM b\nFROM scratch\n` }),
    ).toEqual([]);
  });
});

describe('the images of workflows', () => {
  it('are those of jobs, services, steps and actions', async () => {
    const text = `
jobs:
  a:
    container: a:1
    services: { x: { image: b:1 }, y: { image: "b@${DIGEST}" } }
    steps: [{ uses: 'docker://c:1' }, { uses: 'docker://c@${DIGEST}' }, { run: docker run d }]
  b:
    container: { image: e:1 }
`;
    const action = 'runs: {using: docker, image: "docker://f:1"}';
    expect(await imagesFound({ [CI]: text, 'x/action.yml': action })).toEqual([
      'a:1',
      'b:1',
      'e:1',
      'c:1',
      'f:1',
    ]);
    expect(await imagesFound({ 'action.yml': 'runs: {using: docker, image: Dockerfile}' })).toEqual([]);
  });

  it('are the values of a matrix, and nothing that only the run knows', async () => {
    const text = `
jobs:
  a:
    strategy: { matrix: { image: [a:1, 'b@${DIGEST}'], os: [{ image: c:1 }], include: [{ image: d:1 }, { x: y }] } }
    container: \${{ matrix.image }}
    services: { x: { image: '\${{ matrix.os.image }}' }, y: { image: '\${{ inputs.image }}' }, z: { image: '' } }
`;
    expect(await imagesFound({ [CI]: text })).toEqual(['a:1', 'd:1', 'c:1']);
  });

  it.each([
    ['a:${{ matrix.v }}', ['a:1']],
    ['a-${{matrix.v}}:${{matrix.v}}', ['a-1:1']],
    ['a${{ matrix.d }}', []],
    ['a:${{ matrix.v }}-${{ matrix.d }}', []],
    ["${{ inputs.x == 'true' && 'b:7' || '' }}", ['b:7']],
    [`\${{ inputs.image || 'ghcr.io/b/c@${DIGEST}' }}`, []],
    ['>-\n        b:2', ['b:2']],
  ])('are what %s can be, once', async (image, found) => {
    const matrix = `strategy: { matrix: { v: [1, 2], d: ['@${DIGEST}'] } }`;
    expect(await imagesFound({ [CI]: `jobs:\n  a:\n    ${matrix}\n    container: ${image}\n` })).toEqual(
      found,
    );
  });
});

describe('the images of Docker Compose', () => {
  it('are those of services that are not built', async () => {
    const text = `
x-base: &base { image: a:1 }
services:
  a: *base
  b: { <<: *base, ports: [] }
  c: { build: ., image: c:1 }
  d: { image: 'd@${DIGEST}' }
  e: { image: 'e:\${V:-2}' }
  f: { image: '$UNKNOWN' }
  g: { image: c:2 }
`;
    expect(await imagesFound({ 'compose.yaml': text })).toEqual(['a:1', 'e:2']);
    expect(await imagesFound({ 'docker-compose.dev.yml': text })).toEqual(['a:1', 'e:2']);
    expect(await imagesFound({ 'services.yml': text })).toEqual([]);
  });

  it('are those of services, whatever else these have, in files of such names', async () => {
    const text = 'services: {a: {image: a:1, ports: ["80"]}}';
    expect(await imagesFound({ 'compose.yml': text, 'compose.yml.bak': text })).toEqual(['a:1']);
  });

  it.each([
    ['  IMAGE=a:1  # why', ['a:1']],
    ['IMAGE=a:1\n# IMAGE=b:1', ['a:1']],
    ['TAG=1\nIMAGE="a:$TAG"', ['a:1']],
    ["TAG=1\nIMAGE='a:$TAG'", []],
    ['IMAGE=a:1\nIMAGE=$UNKNOWN', []],
    ['IMAGE=a:1-"x"', []],
  ])('have what the .env says by %j', async (env, images) => {
    const compose = 'services: {a: {image: "$IMAGE"}}';
    expect(await imagesFound({ 'compose.yml': compose, '.env': env })).toEqual(images);
    expect(await imagesFound({ 'compose.yml': compose, '.env.bak': env })).toEqual([]);
  });

  it('have the values of the .env beside', async () => {
    const compose = 'services: {a: {image: "$IMAGE"}, b: {image: "${B}"}}';
    const env = `# x\nTAG='1'\nexport IMAGE="a:$TAG" # why\nB=b@${DIGEST}\n`;
    expect(await imagesFound({ 'x/compose.yml': compose, 'x/.env': env })).toEqual(['a:1']);
    expect(await imagesFound({ 'x/compose.yml': compose, '.env': env })).toEqual([]);
  });
});

describe('the images of Kubernetes', () => {
  it('are those of containers and volumes of any kind, in any document', async () => {
    const text = `apiVersion: v1
kind: List
items:
  - apiVersion: batch/v1
    kind: CronJob
    spec: { jobTemplate: { spec: { template: { spec: {
      initContainers: [{ image: a:1 }], containers: [{ image: 'b@${DIGEST}' }, { image: c:1 }],
      ephemeralContainers: [{ image: d:1 }], volumes: [{ image: { reference: e:1 } }] } } } } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
spec: { template: { spec: { containers: [{ image: f:1 }] } } }
---
containers: [{ image: no:1 }]
`;
    expect((await imagesFound({ 'deploy/x.yaml': text })).sort()).toEqual([
      'a:1',
      'c:1',
      'd:1',
      'e:1',
      'f:1',
    ]);
  });

  it('are none in templates, in placeholders and in other YAML', async () => {
    expect(
      await foundIn({
        'chart/templates/a.yaml': `{{- if .x }}\n${deployment('a:1')}{{- end }}\n`,
        'chart/templates/b.yaml': deployment('"{{ .Values.image }}:1"'),
        'chart/templates/c.yaml': deployment('{{ .Values.image }}'),
        'b.yaml': deployment('${IMAGE}'),
        'c.yaml': 'containers: [{image: a:1}]\n',
        'pkg/testdata/d.yaml': deployment('a:1'),
        'tests/checks/e.yaml': deployment('a:1'),
      }),
    ).toEqual([]);
  });

  it('are those of resources in files of YAML', async () => {
    const parts = 'apiVersion: v1\nkind: A\n---\nkind: B\ncontainers: [{image: no:1}]\n';
    expect(
      await imagesFound({
        '.env': deployment('a:1'),
        'a.yaml.bak': deployment('a:1'),
        'a.yml': deployment('b:1'),
        'b.yaml': `${parts}---\napiVersion: v1\ncontainers: [{image: no:2}]\n`,
        'c.yaml': `# apiVersion: skaffold/v1\n${deployment('c:1')}`,
        'd.yaml': 'a: [',
        'e.yaml': 'image: [',
        'f.yaml': 'apiVersion: v1\nkind: [',
        'skaffold.yaml': 'apiVersion: skaffold/v4\nkind: Config\ncontainers: [{image: d:1}]\n',
      }),
    ).toEqual(['b:1', 'c:1']);
  });

  it('have names of up to 4096 characters', async () => {
    expect(await imagesFound({ 'a.yml': deployment('a'.repeat(4096)) })).toHaveLength(1);
    expect(await imagesFound({ 'a.yml': deployment('a'.repeat(4097)) })).toEqual([]);
  });

  it.each([
    [`{ name: app, digest: '${DIGEST}', newTag: '1' }`, []],
    ["{ newTag: '1' }", []],
    ["{ name: A B, newTag: '1' }", []],
    ["{ name: app, newName: '', newTag: '1' }", ['app:1']],
    ["{ name: app, digest: '', newTag: '1' }", ['app:1']],
  ])('have what a kustomization says by %s', async (image, found) => {
    const text = kustomization(`images: [${image}]`);
    expect(await imagesFound({ 'kustomization.yaml': text })).toEqual(found);
    expect(await imagesFound({ 'kustomization.yaml.bak': text })).toEqual([]);
  });

  it('are named by the kustomization that takes them in', async () => {
    const base = {
      'k/base/app.yaml': deployment('app'),
      'k/base/kustomization.yaml': kustomization('resources: [app.yaml]'),
    };
    const overlay = (...lines: string[]): Record<string, string> => ({
      ...base,
      'k/prod/kustomization.yaml': kustomization('resources: [../base/]', 'images:', ...lines),
    });
    expect(await imagesFound(base)).toEqual(['app']);
    expect(await imagesFound(overlay(`  - { name: app, digest: '${DIGEST}' }`))).toEqual([]);
    expect(await imagesFound(overlay(`  - { name: other, digest: '${DIGEST}' }`))).toEqual(['app']);
    expect(await imagesFound(overlay('  - { name: app, newName: ghcr.io/a/b, newTag: "1" }'))).toEqual([
      'ghcr.io/a/b:1',
    ]);
    expect(await imagesFound(overlay('  - { name: app, newName: ghcr.io/a/b }'))).toEqual(['app']);
  });

  it('are named by a kustomization in the same folder, and by one above an overlay that takes in itself', async () => {
    const images = `images: [{ name: app, digest: '${DIGEST}' }]`;
    expect(
      await imagesFound({
        'a/app.yaml': deployment('app:1'),
        'a/kustomization.yml': kustomization(images),
        'b/app.yaml': deployment('app:1'),
        'b/Kustomization': kustomization('resources: [app.yaml, ../b]'),
        'c/kustomization.yaml': kustomization('components: [../b]'),
        'd/kustomization.yaml': kustomization('bases: [../c]', images),
      }),
    ).toEqual([]);
  });

  it('may be built here, and then have a tag until a release writes the digest', async () => {
    const files = {
      'k/app.yaml': deployment('ghcr.io/acme/greeter:1'),
      'k/kustomization.yaml': kustomization('images: [{ name: x, newName: greeter, newTag: dev }]'),
    };
    const labels = (source: string): string =>
      `FROM a@${DIGEST}\nLABEL org.opencontainers.image.title="greeter" \\\n  org.opencontainers.image.source=${source}\n`;
    expect(await imagesFound(files)).toEqual(['ghcr.io/acme/greeter:1', 'greeter:dev']);
    expect(
      await imagesFound({ ...files, Dockerfile: labels('https://github.com/acme/greeter.git') }),
    ).toEqual([]);
    expect(await imagesFound({ ...files, Dockerfile: labels('https://github.com/acme/other') })).toEqual([
      'ghcr.io/acme/greeter:1',
    ]);
  });

  it.each([
    [
      CI,
      'jobs: {a: {steps: [{uses: docker/build-push-action@v6, with: {tags: "x,ghcr.io/acme/a:${{ github.sha }}"}}]}}',
    ],
    [CI, 'jobs: {a: {steps: [{uses: docker/metadata-action@v5, with: {images: ghcr.io/acme/a}}]}}'],
    ['compose.yml', 'services: {a: {build: ., image: "ghcr.io/acme/a:dev"}}'],
    [
      'skaffold.yaml',
      'apiVersion: skaffold/v4beta13\nkind: Config\nbuild: {artifacts: [{image: ghcr.io/acme/a}]}',
    ],
  ])('are built here by what %s says', async (path, text) => {
    expect(await imagesFound({ 'k/app.yaml': deployment('ghcr.io/acme/a:1'), [path]: text })).toEqual([]);
    expect(await imagesFound({ 'k/app.yaml': deployment('ghcr.io/acme/b:1'), [path]: text })).toHaveLength(1);
  });
});

describe('the image of a development container', () => {
  it('is read from JSON with comments', async () => {
    const text =
      '// ü\n{\n\t"name": "x", /* "image": "b:1" */\n\t"url": "https://x//y",\n\t"image": "a:1", // why\n}\n';
    const [found] = await foundIn({ '.devcontainer/devcontainer.json': text });
    expect(text.slice(found?.range?.start, found?.range?.end)).toBe('"a:1"');
    expect(await imagesFound({ '.devcontainer.json': `{"image": "a@${DIGEST}"}` })).toEqual([]);
    expect(await imagesFound({ 'devcontainer.json': text })).toEqual([]);
  });

  it.each([
    ['{"x": "a\\" // b", "image": "a:1"}', ['a:1']],
    ['{/*/ "image": "b:1", */ "image": "a:1"}', ['a:1']],
    ['{"image": /"a:1"}', ['a:1']],
    ['{"x": "a\n // b", "image": "a:1"}', ['a:1']],
  ])('is read from %s', async (text, images) => {
    expect(await imagesFound({ '.devcontainer/web/devcontainer.json': text })).toEqual(images);
    expect(await imagesFound({ '.devcontainer/devcontainer.json.bak': text })).toEqual([]);
  });

  it('is found soon, or not, in what was made to take long', async () => {
    const start = process.cpuUsage();
    for (const part of ['/*', '"', '"\\', '//', '/', '\t'])
      await foundIn({ '.devcontainer.json': part.repeat(500_000 / part.length) });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(4000);
  });
});

describe('what cannot be told', () => {
  it('is what is no YAML, where it should be', async () => {
    expect(
      await foundIn({
        [CI]: 'jobs: {a: {container: x',
        'compose.yml': 'services: [',
        'a/kustomization.yaml': 'images: {',
        'b.yaml': `${deployment('a:1')}  x: [\n`,
      }),
    ).toEqual([CI, 'a/kustomization.yaml', 'b.yaml', 'compose.yml'].map(cannotTell));
    expect(await foundIn({ '.devcontainer.json': '{"image": [' })).toEqual([
      cannotTell('.devcontainer.json'),
    ]);
    expect(await foundIn({ 'compose.yml': 'services: [ {{ x }}' })).toEqual([cannotTell('compose.yml')]);
  });

  it('is no file of the largest size that is read', async () => {
    expect(await imagesFound({ Dockerfile: 'FROM a:1\n'.padEnd(1 << 20, '#') })).toEqual(['a:1']);
  });

  it('is what is too large, unless nothing in it looks like a manifest', async () => {
    const comment = `# ${'x'.repeat(1 << 20)}\n`;
    expect(
      await foundIn({
        Dockerfile: comment,
        'a.yaml': comment + deployment('a:1'),
        'b.yaml': `${comment}openapi: 3.1.0\n`,
      }),
    ).toEqual(['Dockerfile', 'a.yaml'].map(cannotTell));
  });

  it('is what cannot be had', async () => {
    const tree = memoryTree({ Dockerfile: 'FROM a', 'x.txt': '' });
    expect(
      await foundInTree({ ...tree, read: (files) => Promise.resolve(files.map(() => undefined)) }),
    ).toMatchObject([{ path: 'Dockerfile', cannotTell: true, message: 'Its content cannot be read' }]);
  });

  it('is not said of empty and of binary files', async () => {
    expect(
      await foundIn({
        Dockerfile: '',
        'compose.yml': '',
        [CI]: '',
        'kustomization.yaml': '',
        'a.yaml': '',
        '.devcontainer.json': '',
        'b.Dockerfile': new TextEncoder().encode('FROM a\n\0'),
      }),
    ).toEqual([]);
  });

  const cannotTell = (path: string): unknown => expect.objectContaining({ path, cannotTell: true });
});

describe('the fix', () => {
  const mended = async (path: string, text: string): Promise<string> =>
    applyEdits(
      text,
      (await foundIn({ [path]: text })).flatMap(({ fix }) => fix?.edits ?? []),
    );

  it.each([
    ['Dockerfile', 'FROM node:24 AS a\r\nCOPY --from=node:24 / /\n', 2],
    ['Dockerfile', 'FROM docker.io/library/node:24', 1],
    ['compose.yml', 'services:\n  a:\n    image: "node:24" # why\n', 1],
    [CI, "jobs:\n  a:\n    container: 'node:24'\n    steps: [{uses: docker://node:24}]\n", 2],
    ['.devcontainer.json', '{"image": "node:24"} // why', 1],
    ['k.yaml', deployment('node:24'), 1],
  ])('puts the digest behind the tag in %s', async (path, text, times) => {
    const after = await mended(path, text);
    expect(after).toBe(text.replaceAll('node:24', `node:24@${DIGEST}`));
    expect(after.split(DIGEST)).toHaveLength(times + 1);
    expect(await foundIn({ [path]: after })).toEqual([]);
  });

  it.each([
    ['Dockerfile', 'ARG V=24\nFROM node:$V'],
    ['Dockerfile', 'FROM node:22'],
    ['Dockerfile', 'FROM node:24@sha256:0a'],
    ['kustomization.yaml', 'images: [{name: node, newTag: "24"}]'],
    ['compose.yml', 'services: {a: {image: "no\\x64e:24"}}'],
    ['compose.yml', 'services: {a: {image: "node:${V:-24}"}}'],
    ['k.yaml', deployment('" node:24 "')],
  ])('is not offered where it is not certain: %s with %j', async (path, text) => {
    const found = await foundIn({ [path]: text });
    expect(found).toHaveLength(1);
    expect(found[0]).not.toHaveProperty('fix');
  });

  it('says what to write, and of what has no known digest how', async () => {
    expect(await foundIn({ Dockerfile: 'FROM node:24\nFROM node\nFROM node:22' })).toMatchObject([
      {
        remedy: `Write node:24@${DIGEST}.`,
        fix: { description: 'pin node:24 to its digest' },
      },
      { remedy: expect.stringContaining('as in node:tag@sha256:<64 hex digits>;') },
      { remedy: expect.stringContaining('as in node:22@sha256:<64 hex digits>;') },
    ]);
  });

  it('keeps all the rest', async () => {
    const line = fc.constantFrom(
      'FROM node:24',
      'FROM node:22',
      '# ü',
      'RUN x',
      'FROM --platform=x node:24 AS b',
      '',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        async (lines, newline) => {
          const text = lines.join(newline);
          expect(await mended('Dockerfile', text)).toBe(text.replaceAll('node:24', `node:24@${DIGEST}`));
        },
      ),
      { numRuns: 50 },
    );
  });
});
