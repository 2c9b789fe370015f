import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromUtf8, utf8 } from '../../../../core/common/bytes.ts';
import {
  MANIFEST_PATH,
  type Overlay,
  type OverlayFile,
  parseOverlay,
  parseSpawnRequest,
  planSpawn,
  readCatalog,
  renderService,
  treeId,
} from '../../../../core/spawn/index.ts';
import { project } from '../../../project.ts';
import { HOSTILE_TEXTS, request } from '../requests.ts';

const COMMIT = 'c'.repeat(40);

const overlay = (files: Readonly<Record<string, string | Uint8Array>>, mode = '100644') =>
  parseOverlay(
    COMMIT,
    Object.entries(files).map(([path, content]): OverlayFile => ({
      path,
      mode,
      content: typeof content === 'string' ? utf8(content) : content,
    })),
    readCatalog(),
  );

function render(given: Overlay | undefined, asked = request()): Map<string, string> {
  return new Map(renderService(asked, {}, given).map(({ path, content }) => [path, fromUtf8(content)]));
}

describe('an overlay', () => {
  it('replaces and adds files, as they are or rendered, after all of ours', async () => {
    const before = render(undefined);
    const after = render(
      await overlay({
        'shared/base/CONTRIBUTING.md': 'Ask {= us =}.\n',
        'python/base/docs/oncall.md.njk':
          "# {= service.name | markdown =}\n{% if service.kind == 'service' and not service.mcp %}\n" +
          "Of {= service.owner | account =}, {= 'actions/checkout' | action =}.\n{% endif %}\n",
        'python/worker/never.txt': 'not for a service',
        'go/base/never.txt': 'not for Python',
        'shared/base/bin/run': '#!/bin/sh\n',
        'README.md': 'for people',
      }),
    );
    expect(after.get('CONTRIBUTING.md')).toBe('Ask {= us =}.\n');
    expect(after.get('docs/oncall.md')).toMatch(
      /^# my-service\nOf acme, actions\/checkout@[0-9a-f]{40} # v[\d.]+\.\n$/,
    );
    expect([...after.keys()].filter((path) => !before.has(path))).toEqual(['bin/run', 'docs/oncall.md']);
    const modes = renderService(request(), {}, await overlay({ 'shared/base/bin/run': '#!/bin/sh\n' }));
    expect(modes.find(({ path }) => path === 'bin/run')?.mode).toBe('100755');
    for (const [path, text] of before) {
      if (path !== 'CONTRIBUTING.md' && path !== MANIFEST_PATH) expect(after.get(path)).toBe(text);
    }
  });

  it('is named by its commit in the manifest and in the plan, whose hash stands for it', async () => {
    const given = await overlay({ 'shared/base/mine.txt': 'mine\n' });
    expect(JSON.parse(render(given).get(MANIFEST_PATH) ?? '')).toMatchObject({ overlay: { commit: COMMIT } });
    const plan = planSpawn(request(), {}, given);
    expect(plan).toMatchObject({ overlay: COMMIT, tree: treeId(renderService(request(), {}, given)) });
    const later = planSpawn(request(), {}, given && { ...given, commit: 'd'.repeat(40) });
    expect(later.hash).not.toBe(plan.hash);
    expect(planSpawn(request(), {})).not.toHaveProperty('overlay');
    expect(JSON.parse(render(undefined).get(MANIFEST_PATH) ?? '')).not.toHaveProperty('overlay');
  });

  it('chooses what a request does not say, and how a service is deployed', async () => {
    const text = 'version: 1\ndefaults: { license: Apache-2.0, kind: worker }\ndeploy: { minReplicas: 3 }\n';
    const given = await overlay({ 'spawn.yml': text });
    const asked = parseSpawnRequest({ name: 'my-service', owner: 'acme' }, given?.defaults);
    expect(asked).toMatchObject({ license: 'Apache-2.0', kind: 'worker', language: 'python' });
    const said = { name: 'my-service', owner: 'acme', license: 'MIT' };
    expect(parseSpawnRequest(said, given?.defaults)).toMatchObject({ license: 'MIT', kind: 'worker' });
    const files = render(given, asked);
    expect(JSON.parse(files.get(MANIFEST_PATH) ?? '')).toMatchObject({
      settings: { deploy: { minReplicas: 3, maxReplicas: 10 } },
    });
    expect([...files.values()].join('')).toContain('  minReplicas: 3\n  maxReplicas: 10\n');
  });

  it('takes the defaults that docs/templates.md shows', async () => {
    const page = readFileSync(join(project, 'docs/templates.md'), 'utf8');
    const [, example = ''] = /^```yaml\n(version: 1\n.*?)^```$/ms.exec(page) ?? [];
    expect(await overlay({ 'spawn.yml': example })).toMatchObject({
      defaults: { language: 'go', kind: 'service', license: 'Apache-2.0' },
      deploy: { minReplicas: 3, maxReplicas: 20 },
    });
  });

  it.each(HOSTILE_TEXTS)('carries the description %j unchanged where a filter is', async (description) => {
    const files = { 'shared/base/about.json.njk': '{"about": {= service.description | json =}}\n' };
    const rendered = render(await overlay(files), request({ description }));
    expect(JSON.parse(rendered.get('about.json') ?? '')).toEqual({ about: description });
  });

  it('prints a text by a filter wherever that stands, and asks whether there is one', async () => {
    const template =
      '{% if service.description %}{= (service.name if service.mcp else service.owner) | json =}' +
      '{= not service.owner =}{% endif %}';
    const rendered = render(await overlay({ 'shared/base/who.json.njk': template }));
    expect(rendered.get('who.json')).toBe('"acme"false');
  });

  it('of no files is none', async () => {
    expect(await overlay({})).toBeUndefined();
  });
});

describe('an overlay is refused, with the file and the reason,', () => {
  it.each([
    ...['.vaultmesh/spawn.json', '.vaultmesh/spawn.json.njk', '.VaultMesh/x', '.vaultmesh'],
    ...['.github/workflows/vaultmesh-record.yml', '.github/workflows/VaultMesh-Record.yml.njk'],
  ])('for %s, which is ours', async (path) => {
    await expect(overlay({ [`shared/base/${path}`]: 'x' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`"shared/base/${path}" would replace`),
    });
  });

  it.each([
    ...['../evil', 'shared/base/../../../evil', '/etc/passwd', 'shared/base//x', 'shared/base/./x'],
    ...['shared/base/.git/config', 'shared/base/.GIT/hooks/x', 'shared/base/git~1/x', 'shared/base/a\\b'],
    ...['shared/base/a:b', 'shared/base/con', 'shared/base/NUL.txt', 'shared/base/end.', 'shared/base/a b'],
    ...['shared/base/a\nb', 'shared/base/a\u0000', 'shared/base/\u202ex', 'shared/base/.g\u200cit/x'],
    ...['shared/base/.git.njk', 'shared/base/...njk', 'shared/base/..njk', 'shared/base/a/.njk'],
    ...['shared/base/end..njk', 'shared/base/.GIT.njk', `shared/base/${'a'.repeat(200)}`],
  ])('for the path %j', async (path) => {
    await expect(overlay({ [path]: 'x' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('is not a path that every system takes'),
    });
  });

  it.each(['shared/bass/x', 'record/.github/x', 'platform/x', 'cobol/base/x', 'x', 'license/GPL/LICENSE'])(
    'for %s, which is in no layer',
    async (path) => {
      await expect(overlay({ [path]: 'x' })).rejects.toThrow('is in no layer. There are: shared/base, ');
    },
  );

  it.each(['120000', '160000'])('for the mode %s', async (mode) => {
    await expect(overlay({ 'shared/base/x': '/etc/passwd' }, mode)).rejects.toThrow('link or a submodule');
  });

  it.each([
    ['not UTF-8', Uint8Array.of(0x89, 0x50, 0xff)],
    ['binary', 'a\0b'],
  ])('for a file that is %s', async (_, content) => {
    await expect(overlay({ 'shared/base/x': content })).rejects.toThrow('is not text in UTF-8');
  });

  it('for too many files, one too large, or all of them', async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`shared/base/${i}`, 'x']));
    await expect(overlay(many)).rejects.toThrow('It has 101 files; at most 100');
    await expect(overlay({ 'shared/base/x': 'x'.repeat(262_145) })).rejects.toThrow('has 262145 bytes');
    const large = Object.fromEntries(
      Array.from({ length: 5 }, (_, i) => [`shared/base/${i}`, 'x'.repeat(262_144)]),
    );
    await expect(overlay(large)).rejects.toThrow('1310720 bytes in all');
    const template = "{= 'x' | json =}".replace('x', 'x'.repeat(26_000));
    const swelling = await overlay({
      'shared/base/x.njk': '{= service.description | json =}'.repeat(2_000) + template,
    });
    expect(() => render(swelling, request({ description: '\u{1f680}'.repeat(350) }))).toThrow(
      'at most 262144 are taken',
    );
  });

  it.each([
    ["{= ''.constructor.constructor('return process')() =}", 'a call. Leave it out: here a template prints'],
    ["{= ''.constructor.constructor | json =}", 'the variable with a computed name'],
    ['{= service.constructor | json =}', 'the variable service.constructor'],
    ['{= service.__proto__ | json =}', 'the variable service.__proto__'],
    ["{= service['con' ~ 'structor'] | json =}", 'the variable with a computed name'],
    ['{= service[service.name] | json =}', 'the variable with a computed name'],
    ['{= process.env =}', 'the variable process.env'],
    ['{= range(1000000000) =}', 'a call'],
    ['{= cycler =}', 'the variable cycler'],
    ['{% for x in service.name %}x{% endfor %}', '"for"'],
    ['{% set x = 1 %}', '"set"'],
    ['{% macro x() %}{% endmacro %}', '"macro"'],
    ['{% include "/etc/passwd" %}', '"include"'],
    ['{% import "x" as y %}', '"import"'],
    ['{% extends "x" %}', '"extends"'],
    ['{% block x %}{% endblock %}', '"block"'],
    ['{% from "x" import y %}', '"from"'],
    ['{% filter json %}x{% endfilter %}', '"filter"'],
    ['{% switch service.kind %}{% case 1 %}{% endswitch %}', '"switch"'],
    ['{= service.name | dump =}', 'the filter dump. There are: yaml, '],
    ['{= service.name | safe =}', 'the filter safe'],
    ['{= "x" | center(1000000000) =}', 'the filter center'],
    ['{= service.name | json(1) =}', 'arguments for the filter json'],
    ['{= r/(a+)+$/ =}', 'a value of another type'],
    ['{= [1] =}', 'a list'],
    ['{= {a: 1} =}', 'a dictionary'],
    ['{= 9 ** 9999999 =}', 'an operator'],
    ['{= "a" ~ "b" =}', 'an operator'],
    ['{% if "a" in service.name %}{% endif %}', 'an operator'],
    ['{% if service.kind < 1 %}{% endif %}', 'the comparison <'],
    ["{% if service.license === 'MIT' %}{% endif %}", 'a comparison of service.license, which people typed'],
    ["{% if 'acme' != service.owner %}{% endif %}", 'a comparison of service.owner, which people typed'],
    ["{% if service.mcp and 'acme' == (service.owner or 'x') %}{% endif %}", 'a comparison of service.owner'],
    [
      "{% if service.kind == 'worker' %}{= service.name =}{% endif %}",
      'service.name, which people typed, without',
    ],
    ['{= service.mcp and (service.owner if service.mcp) =}', 'service.owner, which people typed, without'],
    [
      '{= service.name | image =}',
      'the image of service.name, which people typed. Name one of templates/pins.json',
    ],
    [
      "{% if service.mcp %}{= 'nginx' | image =}{% endif %}",
      'the image "nginx", of which templates/pins.json has',
    ],
    [
      "{= ('nginx' if service.mcp else 'python') | image =}",
      'the image "nginx", of which templates/pins.json has',
    ],
    ["{= 'constructor' | tool =}", 'the tool "constructor", of which templates/pins.json has no pin'],
    ['{= service.nothing =}', 'the variable service.nothing'],
    [
      '{% if service.mcp %}',
      '"shared/base/x.njk": it cannot be read: parseIf: expected elif, else, or endif, got end of file. Write it',
    ],
    ['x\n{% trans %}', '"shared/base/x.njk": line 2 cannot be read: unknown block tag: trans. Write it'],
  ])('for the template %j', async (template, reason) => {
    await expect(overlay({ 'shared/base/x.njk': template })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(reason),
    });
  });

  it.each([
    ['{= service.description | name =}', '"shared/base/x.njk": "The my-service service." needs quotes here'],
    ['{= language.label | tool =}', '"shared/base/x.njk": templates/pins.json has no pin of "Python"'],
    ["{= 'constructor' | name | image =}", 'has no pin of "constructor"'],
    ['{= language.setup.run | yaml =}', 'prints what is not there. Ask with "if" whether it is.'],
  ])('for the template %j when it is rendered', async (template, reason) => {
    const given = await overlay({ 'shared/base/x.njk': template });
    expect(() => render(given)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(reason) }),
    );
  });

  it.each([
    ['shared/base/readme.md', 'README.md and readme.md are one file'],
    ['shared/base/Docs/x.md', 'Docs/ and docs/ are one folder'],
    ['shared/base/Makefile/x', 'Makefile is a file, and a folder to others'],
  ])('for %s beside ours', async (path, reason) => {
    const given = await overlay({ [path]: 'x' });
    expect(() => render(given)).toThrow(reason);
  });

  it('or renders, whatever a template is put together of: none runs code', async () => {
    const piece = fc.constantFrom(
      ...[
        '{=',
        '=}',
        '{%',
        '%}',
        '{#',
        '#}',
        ' if ',
        ' endif ',
        ' else ',
        ' for x in ',
        ' set x = ',
        ' raw ',
        ' | ',
      ],
      ...[
        'service',
        '.name',
        '.description',
        '.constructor',
        '.__proto__',
        "['constructor']",
        '(',
        ')',
        '""',
        ' json ',
      ],
      ...[
        "('globalThis.ran = true')",
        '()',
        ' name ',
        ' yaml ',
        ' == ',
        ' and ',
        ' not ',
        ' text\n',
        '~',
        '[0]',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 14 }), async (pieces) => {
        try {
          render(await overlay({ 'shared/base/x.njk': pieces.join('') }));
        } catch (error) {
          expect(error).toMatchObject({ name: 'VaultMeshError', code: 'usage' });
        }
        expect(globalThis).not.toHaveProperty('ran');
      }),
      { numRuns: 300 },
    );
  });

  it('for a file with and without .njk', async () => {
    await expect(overlay({ 'shared/base/x': 'x', 'shared/base/x.njk': 'x' })).rejects.toThrow('there twice');
  });

  it.each([
    ['', 'the document must be object'],
    ['version: [', 'spawn.yml is not YAML'],
    ['defaults: {}', "must have required property 'version'"],
    ['version: 1\nreplicas: 3', 'spawn.yml: the document must not have the property "replicas".'],
    ['version: 1\ndefaults: { language: cobol }', 'The language must be one of'],
    ['version: 1\ndefaults: { owner: evil }', '/defaults must not have the property "owner"'],
    ['version: 1\ndeploy: { minReplicas: 1 }', 'The replicas must be 2 <= minReplicas'],
    ['version: 1\ndeploy: { minReplicas: 11 }', 'not 11 and 10'],
    ['version: 1\nx: &a [1]\ny: *a\n', 'must not have the property "x"'],
    [
      // Each line holds the one before twice.
      `a0: &a0 x\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
      'spawn.yml is not YAML',
    ],
  ])('for the defaults %j', async (text, reason) => {
    await expect(overlay({ 'spawn.yml': text })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(reason),
    });
  });

  it('as not to be told, for defaults of a later version', async () => {
    await expect(overlay({ 'spawn.yml': 'version: 2\nfuture: true\n' })).rejects.toMatchObject({
      code: 'incomplete',
    });
  });
});
