import { describe, expect, it } from '@jest/globals';

import { looksLikeManifest } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/image-files.ts';
import { mayBeManifest } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/kubernetes/kubernetes-images.ts';

const HEAD = 'apiVersion: v1\nkind: Pod\n';

describe('a text that may be a manifest', () => {
  it.each([HEAD, '"apiVersion": v1\n\'kind\': Pod\n', `# x\n${HEAD}`])('is %j', (text) => {
    expect(mayBeManifest(text)).toBe(true);
  });

  it.each([
    'apiVersion: v1\n',
    'kind: Pod\n',
    'xapiVersion: v1\nkind: Pod\n',
    'apiVersion: v1\n kind: Pod\n',
  ])('is not %j', (text) => {
    expect(mayBeManifest(text)).toBe(false);
  });
});

describe('a large text', () => {
  it.each(['image: a', '  - image: a', '\t"image":\ta', "'image':a"])(
    'looks like a manifest with %j',
    (line) => {
      expect(looksLikeManifest(`${HEAD}${line}\n`)).toBe(true);
      expect(looksLikeManifest(`${line}\n`)).toBe(false);
    },
  );

  it.each(['# image: a', 'myimage: a', 'image: ', 'images: a'])('looks like none with %j', (line) => {
    expect(looksLikeManifest(`${HEAD}${line}`)).toBe(false);
  });
});
