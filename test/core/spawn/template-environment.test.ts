import { describe, expect, it } from '@jest/globals';
import type { Pins } from '../../../core/spawn/pins.ts';
import { templateEnvironment } from '../../../core/spawn/template-environment.ts';
import { Unescaped } from '../../../core/spawn/unescaped.ts';

const seen = { repository: 'a/b', path: 'c', commit: '0'.repeat(40), date: '2026-01-01' };
const pins: Pins = {
  actions: { 'actions/checkout': { version: 'v1.0.0', sha: 'a'.repeat(40), seen } },
  images: { base: { image: 'debian', tag: '12', digest: `sha256:${'b'.repeat(64)}`, seen } },
  tools: { linter: { version: '1.2.3', seen } },
};

const render = (source: string, context: object = {}): string =>
  templateEnvironment(pins).renderString(source, context);

describe('templateEnvironment', () => {
  it('an undefined value is an error, not an empty text', () => {
    expect(() => render('{= nothing =}')).toThrow('undefined');
    expect(() => render('{= some.thing =}', { some: {} })).toThrow('undefined');
    expect(() => render('{= some.thing | yaml =}', { some: {} })).toThrow('prints what is not there');
  });

  it('an input that is not escaped is an error, also inside an expression', () => {
    const context = { text: new Unescaped('$(id)') };
    expect(() => render('{= text =}', context)).toThrow('without escaping');
    expect(() => render('{= "a" ~ text =}', context)).toThrow('without escaping');
    expect(() => render('{= text | upper =}', context)).toThrow();
    expect(render('{= text | dockerfile =}', context)).toBe('"\\$(id)"');
  });

  it("leaves the braces of GitHub, Prometheus and Grafana alone, and never renders an input's own", () => {
    expect(render('${{ github.ref }} {{ $value }} {{http_route}}')).toBe(
      '${{ github.ref }} {{ $value }} {{http_route}}',
    );
    const text = new Unescaped('{= 1 + 1 =}{% if true %}');
    expect(render('{= text | json =}', { text })).toBe('"{= 1 + 1 =}{% if true %}"');
  });

  it('a template reaches no other file', () => {
    expect(() => render('{% include "/etc/passwd" %}')).toThrow();
  });

  it('writes pins as they must stand in a file and knows no others', () => {
    expect(render("uses: {= 'actions/checkout' | action =}")).toBe(
      `uses: actions/checkout@${'a'.repeat(40)} # v1.0.0`,
    );
    expect(render("FROM {= 'base' | image =}")).toBe(`FROM debian:12@sha256:${'b'.repeat(64)}`);
    expect(render("version: {= 'linter' | tool =}")).toBe('version: 1.2.3');
    expect(() => render("{= 'compiler' | tool =}")).toThrow('templates/pins.json has no pin');
    expect(() => render("{= 'actions/cache' | action =}")).toThrow('templates/pins.json has no pin');
    expect(() => render("{= 'nginx' | image =}")).toThrow('templates/pins.json has no pin');
    expect(() => render("{= 'constructor' | image =}")).toThrow('templates/pins.json has no pin');
  });
});
