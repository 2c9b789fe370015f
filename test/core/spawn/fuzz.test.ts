import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { fromUtf8 } from '../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import {
  MANIFEST_PATH,
  parseSpawnRequest,
  renderDecision,
  renderService,
  type SpawnRequest,
} from '../../../core/spawn/index.ts';
import { combinations } from './combinations.ts';
import { parseFiles } from './parse-files.ts';
import { HOSTILE_TEXTS } from './requests.ts';

const SPECIALS = [
  "'",
  '"',
  '\n',
  '{{',
  '}}',
  '${{',
  '{=',
  '{%',
  '#',
  ': ',
  '- ',
  '$(',
  '`',
  '\\',
  '|',
  '>',
  '&',
  '*',
  '!',
  '%',
  '@',
  '<',
  '..',
  '/',
];

/** Texts of people: any letters, with what some format gives a meaning to strewn in. */
const text = fc
  .array(fc.oneof(fc.constantFrom(...SPECIALS), fc.string({ unit: 'grapheme', maxLength: 8 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));
const anything = fc.oneof(text, fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' }));
const nameLike = fc.oneof(
  anything,
  fc.stringMatching(/^[a-z][a-z0-9-]{1,30}[a-z0-9]$/),
  fc.stringMatching(/^[a-zA-Z0-9._/-]{0,20}$/),
);
const ownerLike = fc.oneof(anything, fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/));

/** The request, or undefined after a refusal that names a reason. */
function accepted(input: object): SpawnRequest | undefined {
  try {
    return parseSpawnRequest(input);
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    expect(['usage', 'policy']).toContain(error.code);
    expect(error.message.length).toBeGreaterThan(20);
    return undefined;
  }
}

const escaped = (value: string): string => new MarkdownIt().utils.escapeHtml(value);

/** What the package manager of a language reads, where its format has room for a description. */
const MANIFESTS: Readonly<
  Record<string, (name: string, description: string) => { path: string; holds: object }>
> = {
  python: (_, description) => ({ path: 'pyproject.toml', holds: { project: { description } } }),
  rust: (_, description) => ({ path: 'Cargo.toml', holds: { package: { description } } }),
  typescript: (name, description) => ({ path: 'package.json', holds: { name, description } }),
};

/** A label of the image, as Docker reads its word. */
function labelOf(dockerfile: string, label: string): string | undefined {
  const word = new RegExp(
    `org\\.opencontainers\\.image\\.${label}="((?:\\\\.|[^"\\\\])*)" ?\\\\?$`,
    'm',
  ).exec(dockerfile)?.[1];
  return word?.replace(/\\([\\"$])/g, '$1');
}

/** Every file with a parser parses, to the same paths as for a harmless request, and carries the values unchanged. */
function holds(request: SpawnRequest, known: readonly string[]): void {
  const files = new Map(renderService(request, {}).map(({ path, content }) => [path, fromUtf8(content)]));
  expect([...files.keys()]).toEqual(known);
  const parsed = parseFiles(files);
  const { name, owner, description } = request;
  expect(parsed.get(MANIFEST_PATH)).toMatchObject({ inputs: { name, owner, description } });
  expect(parsed.get('deploy/base/network.yaml')).toMatchObject([
    { metadata: { name } },
    { metadata: { name } },
  ]);
  expect(parsed.get('compose.yaml')).toMatchObject([{ name }]);
  expect(files.get('.github/CODEOWNERS')).toContain(`\n* @${owner}\n`);
  const readme = new MarkdownIt().render(files.get('README.md') ?? '');
  expect(readme).toContain(`<p>${escaped(description)}</p>`);
  const manifest = MANIFESTS[request.language]?.(name, description);
  if (manifest) expect(parsed.get(manifest.path)).toMatchObject(manifest.holds);
  expect(labelOf(files.get('Dockerfile') ?? '', 'description')).toBe(description);
  expect(labelOf(files.get('Dockerfile') ?? '', 'title')).toBe(name);
  const facts = {
    date: '2026-11-20',
    tree: '0'.repeat(40),
    templateVersion: '1.2.3',
    source: 'https://github.com/acme/platform/issues/1',
  };
  const decision = fromUtf8(renderDecision(request, {}, facts).content);
  expect(new MarkdownIt().render(decision)).toContain(`<p>${escaped(description)}</p>`);
}

describe('whatever people type', () => {
  it('names and owners are refused with a reason, or are plain', () => {
    fc.assert(
      fc.property(nameLike, ownerLike, (name, owner) => {
        const request = accepted({ name, owner });
        if (request === undefined) return;
        expect(request.name).toMatch(/^[a-z][a-z0-9-]{1,61}[a-z0-9]$/);
        expect(request.owner).toMatch(/^[A-Za-z0-9-]{1,39}$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '../evil',
    '..',
    '.git',
    'a/../b',
    'con',
    'vau1tmesh',
    '%2e%2e',
    'a\u0000b',
    'аcme',
    'name\u202e',
  ])('the name %j is refused', (name) => {
    expect(accepted({ name, owner: 'acme' })).toBeUndefined();
  });

  const plain = combinations().filter(([, { kind, mcp, mq }]) => kind === 'service' && !mcp && mq === 'none');
  describe.each(plain)('%s', (_, combination) => {
    const given = { name: 'my-service', owner: 'acme', ...combination };
    const known = renderService(parseSpawnRequest(given), {}).map(({ path }) => path);

    it.each(HOSTILE_TEXTS)('carries the description %j', (description) => {
      holds(parseSpawnRequest({ ...given, description }), known);
    });
  });

  it.each(combinations())(
    '%s: a description is refused, or every file parses and carries it',
    (_, combination) => {
      const known = renderService(
        parseSpawnRequest({ name: 'my-service', owner: 'acme', ...combination }),
        {},
      ).map(({ path }) => path);
      fc.assert(
        fc.property(
          fc.stringMatching(/^[a-z][a-z0-9-]{1,20}[a-z0-9]$/),
          fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/),
          anything,
          (name, owner, description) => {
            const request = accepted({ ...combination, name, owner, description });
            if (request) holds(request, known);
          },
        ),
        { numRuns: 8 },
      );
    },
  );
});
