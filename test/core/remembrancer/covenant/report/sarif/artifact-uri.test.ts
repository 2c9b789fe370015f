import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { artifactUri } from '../../../../../../core/remembrancer/covenant/report/sarif/artifact-uri.ts';

describe('the URI of a path', () => {
  it.each([
    ['src/main.ts', 'src/main.ts'],
    ['a b/ü#?.md', 'a%20b/%C3%BC%23%3F.md'],
    ['c:/d', 'c%3A/d'],
    ["(a)'!*", '%28a%29%27%21%2A'],
    ['caf\\xe9/\\xff\\xfe.txt', 'caf%E9/%FF%FE.txt'],
    ['100%\\x41', '100%25%5Cx41'],
    ['line\nbreak\u001b', 'line%0Abreak%1B'],
    ['\ud800', '%EF%BF%BD'],
  ])('of %j is %s', (path, uri) => {
    expect(artifactUri(path)).toBe(uri);
  });

  it('is relative, and names the same path to a reader of URIs', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.+$|\/|\\x/u.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        const uri = artifactUri(names.join('/'));
        expect(uri).toMatch(/^[\w.~%/-]+$/);
        expect(decodeURIComponent(uri)).toBe(names.join('/').toWellFormed());
        expect(new URL(uri, 'https://e.example/r/').pathname).toBe(`/r/${uri}`);
      }),
    );
  });
});
