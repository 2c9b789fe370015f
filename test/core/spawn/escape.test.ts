import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import {
  dockerfileQuoted,
  markdownEscaped,
  plainAccount,
  plainAddress,
  plainName,
  quoted,
  rustQuoted,
} from '../../../core/spawn/escape.ts';
import { HOSTILE_TEXTS } from './requests.ts';

const anyText = fc.string({ unit: 'grapheme' });
const line = anyText.filter((text) => !/\p{Cc}/u.test(text));

function holds(property: (text: string) => void, texts = line): void {
  HOSTILE_TEXTS.forEach(property);
  fc.assert(fc.property(texts, property));
}

describe('escaping', () => {
  it('a quoted text is the same text to JSON, YAML and TOML, whatever it holds', () => {
    holds((text) => {
      expect(JSON.parse(quoted(text))).toBe(text);
      expect(parseYaml(`key: ${quoted(text)} # comment`)).toEqual({ key: text });
      expect(parseYaml(`[${quoted(text)}, 1]`)).toEqual([text, 1]);
      expect(parseToml(`key = ${quoted(text)} # comment`)).toEqual({ key: text });
    }, anyText);
  });

  it('a quoted text is printable: no line of a file is broken by it', () => {
    const awkward = '\u0085\u2028\u2029\u007f\ufeff\n';
    expect(quoted(awkward)).toBe('"\\u0085\\u2028\\u2029\\u007f\\ufeff\\n"');
    expect(() => quoted('\ud800')).toThrow('surrogate');
  });

  it('a text in Rust is the same text, and the compiler takes every character of the literal', () => {
    holds((text) => {
      const literal = rustQuoted(text);
      expect(literal).toMatch(/^"([^"\\\r]|\\["\\nrt]|\\u\{[0-9a-f]{1,4}\})*"$/);
      expect(literal).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      const read = literal
        .slice(1, -1)
        .replace(/\\u\{([0-9a-f]+)\}|\\(.)/g, (_, hex?: string, letter?: string) =>
          hex === undefined
            ? ({ n: '\n', r: '\r', t: '\t' }[letter ?? ''] ?? letter ?? '')
            : String.fromCharCode(parseInt(hex, 16)),
        );
      expect(read).toBe(text);
    }, anyText);
  });

  it('Markdown shows the same text, in a paragraph, a heading and a table', () => {
    const markdown = new MarkdownIt({ html: true, linkify: false });
    const words = line.filter((text) => text.trim() === text && text !== '' && !/\s{2}|[^\S ]/u.test(text));
    holds((text) => {
      const shown = textOf(markdown.renderInline(markdownEscaped(text)));
      expect(shown).toBe(text);
      const paragraph = markdown.render(`${markdownEscaped(text)}\n`);
      expect(paragraph).toMatch(/^<p>[^<]*<\/p>\n$/);
      expect(textOf(paragraph).trim()).toBe(text);
      expect(textOf(markdown.render(`# ${markdownEscaped(text)}\n`)).trim()).toBe(text);
      const [, cell] =
        /<td>(.*)<\/td>\n<\/tr>/s.exec(markdown.render(`| a |\n|---|\n| ${markdownEscaped(text)} |\n`)) ?? [];
      expect(textOf(cell ?? '')).toBe(text);
    }, words);
  });

  it('a Dockerfile word stays one word without variables', () => {
    holds((text) => {
      const word = dockerfileQuoted(text);
      expect(word).toMatch(/^"(\\[\\"$]|[^\\"$])*"$/);
      expect(word.slice(1, -1).replace(/\\([\\"$])/g, '$1')).toBe(text);
    });
  });

  it.each([dockerfileQuoted, markdownEscaped])('%p refuses a second line', (escape) => {
    expect(() => escape('a\nb')).toThrow('control characters');
  });

  it('what goes without quotes is checked', () => {
    expect(plainName('my-service')).toBe('my-service');
    expect(() => plainName('1e3')).toThrow('needs quotes');
    expect(plainAccount('0Acme')).toBe('0Acme');
    expect(() => plainAccount('acme/x')).toThrow('needs quotes');
    expect(plainAddress('http://127.0.0.1:3000/acme/x')).toBe('http://127.0.0.1:3000/acme/x');
    expect(plainAddress('vaultmesh/record@v1')).toBe('vaultmesh/record@v1');
    expect(() => plainAddress('https://example.com/a b')).toThrow('needs quotes');
    expect(() => plainAddress('https://example.com/)[')).toThrow('needs quotes');
    expect(() => plainAddress('true')).toThrow('needs quotes');
  });
});

/** The text of HTML without its tags, entities resolved. */
function textOf(html: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
  return html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity);
}
