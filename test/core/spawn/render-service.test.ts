import { describe, expect, it } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { parse as parseYaml } from 'yaml';
import { fromUtf8, sha256Hex } from '../../../core/common/bytes.ts';
import {
  parseSpawnRequest,
  MANIFEST_PATH,
  renderService,
  type SpawnManifest,
  type SpawnRequest,
  treeId,
} from '../../../core/spawn/index.ts';
import { combinations } from './combinations.ts';
import { parseFiles } from './parse-files.ts';
import { HOSTILE_TEXTS, request } from './requests.ts';

const LONGEST_NAME = `a${'b'.repeat(62)}`;

function render(given: Partial<SpawnRequest> = {}, settings = {}): Map<string, string> {
  const files = renderService(request(given), settings);
  return new Map(files.map((file) => [file.path, fromUtf8(file.content)]));
}

describe('renderService', () => {
  it('gives the same tree each time, and the one that was looked at last', () => {
    const settings = { recordAction: `vaultmesh/record@${'0'.repeat(40)}` };
    const first = treeId(renderService(request(), settings));
    expect(treeId(renderService(request(), settings))).toBe(first);
    // Changes with every template: run the integration test of the service, look at the rendered diff, then write it.
    expect(first).toBe('5f31c3a6f91426cf2cdd0e583b31357d578c3704');
  });

  it('gives the same tree however the request was put together', () => {
    const one = parseSpawnRequest({ name: 'my-service', language: 'python', kind: 'service', owner: 'acme' });
    const other = parseSpawnRequest({
      owner: 'acme',
      kind: 'service',
      language: 'python',
      name: 'my-service',
    });
    expect(treeId(renderService(other, {}))).toBe(treeId(renderService(one, {})));
  });

  it.each(['https://github.com', 'https://acme.ghe.com'])(
    'lets records wait for each other: %s',
    (serverUrl) => {
      const files = render({}, { serverUrl });
      for (const name of ['release', 'deploy', 'vaultmesh-record']) {
        const text = files.get(`.github/workflows/${name}.yml`);
        expect(text).toMatch(/concurrency:\n +group: ledger\n +cancel-in-progress: false\n +queue: max\n/);
      }
      expect(files.has('.github/actionlint.yaml')).toBe(true);
    },
  );

  it('has nothing that GitHub Enterprise Server does not know, nor what cancels a record there', () => {
    const files = render({}, { serverUrl: 'https://github.example.com' });
    for (const [path, text] of files) {
      expect({ path, queue: /^ *queue: max$|group: ledger$/m.test(text) }).toEqual({ path, queue: false });
    }
    expect(files.has('.github/actionlint.yaml')).toBe(false);
    expect(parseFiles(files).size).toBeGreaterThan(15);
  });

  it.each(combinations())('%s: sorted files that parse, each ending in one line break', (_, combination) => {
    const files = render(combination);
    expect(files.size).toBeGreaterThan(35);
    expect(files.size).toBeLessThan(70);
    expect(parseFiles(files).size).toBeGreaterThan(15);
    expect([...files.keys()]).toEqual([...files.keys()].sort());
    for (const [path, text] of files) {
      expect({ path, end: text.endsWith('\n') && !text.endsWith('\n\n') }).toEqual({ path, end: true });
      expect({ path, blanks: /[ \t]$|\r/m.test(text) }).toEqual({ path, blanks: false });
      expect({ path, unrendered: /\{=|=\}|\{%|%\}/.test(text) }).toEqual({ path, unrendered: false });
    }
  });

  it.each(HOSTILE_TEXTS)('the description %j reaches every file unchanged and breaks none', (description) => {
    const calm = parseFiles(render());
    const files = render({ description });
    const parsed = parseFiles(files);
    expect([...parsed.keys()]).toEqual([...calm.keys()]);
    expect(parsed.get('pyproject.toml')).toMatchObject({ project: { description } });
    expect(parsed.get(MANIFEST_PATH)).toMatchObject({ inputs: { description } });
    const readme = new MarkdownIt().render(files.get('README.md') ?? '');
    expect(readme).toContain(`<p>${new MarkdownIt().utils.escapeHtml(description)}</p>`);
    // No other file knows it.
    const dockerfile = files.get('Dockerfile')?.split('\n') ?? [];
    expect(dockerfile.filter((line) => line.startsWith('FROM '))).toHaveLength(2);
    for (const path of ['pyproject.toml', MANIFEST_PATH, 'README.md', 'Dockerfile']) files.delete(path);
    const others = render();
    for (const [path, text] of files) expect({ path, text }).toEqual({ path, text: others.get(path) });
  });

  it('the longest name and owner fit everywhere', () => {
    const files = render({ name: LONGEST_NAME, owner: 'o'.repeat(39) });
    const parsed = parseFiles(files);
    expect(parsed.get('compose.yaml')).toMatchObject([{ name: LONGEST_NAME }]);
    for (const [path, text] of files) {
      if (!path.endsWith('.py')) continue;
      const tooLong = text.split('\n').filter((line) => line.length > 110);
      expect({ path, tooLong }).toEqual({ path, tooLong: [] });
    }
  });

  it('a name is text to YAML wherever it stands', () => {
    const names = ['e10', 'nope', 'y-n', 'x00', 'on-call'];
    for (const name of names) {
      const [service] = parseFiles(render({ name })).get('deploy/base/network.yaml') as [
        { metadata: object },
      ];
      expect(service.metadata).toEqual({ name });
    }
  });

  it('the manifest knows what the repository was made from, to the byte', () => {
    const given = { description: 'Takes orders.', license: 'Apache-2.0' };
    const files = render(given, { serverUrl: 'http://127.0.0.1:3000' });
    const manifest = JSON.parse(files.get(MANIFEST_PATH) ?? '') as SpawnManifest;
    expect(manifest.inputs).toEqual(request(given));
    expect(manifest.settings).toMatchObject({ serverUrl: 'http://127.0.0.1:3000', platform: 'platform' });
    files.delete(MANIFEST_PATH);
    expect(Object.keys(manifest.files)).toEqual([...files.keys()]);
    for (const [path, text] of files) expect(manifest.files[path]).toBe(sha256Hex(text));
  });

  it.each([
    ['MIT', 'MIT License'],
    ['Apache-2.0', 'Apache License'],
    ['Proprietary', 'All rights reserved'],
  ])('the license %s brings its text', (license, words) => {
    expect(render({ license }).get('LICENSE')).toContain(words);
  });

  it('a job that records may ask for an identity token, to sign with Sigstore, and no other', () => {
    const asking = [...render()]
      .filter(([path]) => path.startsWith('.github/workflows/'))
      .flatMap(([path, text]) => {
        const { jobs } = parseYaml(text) as {
          jobs: Record<string, { permissions?: Record<string, string> }>;
        };
        return Object.entries(jobs)
          .filter(([, { permissions }]) => permissions?.['id-token'] === 'write')
          .map(([job]) => `${path} ${job}`);
      });
    expect(asking).toEqual(
      ['deploy', 'release', 'vaultmesh-record'].map((name) => `.github/workflows/${name}.yml record`),
    );
  });

  it.each([
    { serverUrl: 'github.com' },
    { serverUrl: 'https://github.com/acme' },
    { serverUrl: 'https://github.com:99999' },
    { recordAction: 'vaultmesh/record' },
    { recordAction: 'vaultmesh/record@v1\nrun: evil' },
    { platform: '..' },
  ])('refuses the settings %j', (settings) => {
    expect(() => renderService(request(), settings)).toThrow(/must be/);
  });
});
