import { describe, expect, it } from '@jest/globals';

import { imagesByDigest } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/images-by-digest.ts';
import { foundBy } from '../script-rules.ts';

const CI = '.github/workflows/ci.yml';
const DIGEST = `sha256:${'0a'.repeat(32)}`;
const manifestOf = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nspec: { containers: [{ image: '${image}' }] }\n`;
const labelled = (label: string): string => `FROM scratch\nLABEL ${label}\n`;
const step = (uses: string, inputs: string): string =>
  `jobs: {a: {container: 'b@${DIGEST}', steps: [{uses: ${uses}, with: ${inputs}}]}}`;
const foundWith = async (image: string, path: string, text: string): Promise<number> =>
  (await foundBy(imagesByDigest, { 'k/app.yaml': manifestOf(image), [path]: text })).length;

const SKAFFOLD = 'apiVersion: skaffold/v4beta13\nkind: Config\n';
const TITLE = 'org.opencontainers.image.title';
const SOURCE = 'org.opencontainers.image.source';

describe('an image of the repository', () => {
  it.each([
    ['greeter:1', 'Dockerfile', labelled(`"${TITLE}"="greeter"`)],
    ['acme/greeter:1', 'Dockerfile', labelled(`${SOURCE}=http://github.com/acme/greeter/`)],
    ['ghcr.io/acme/greeter/api:1', 'Dockerfile', labelled(`${SOURCE}=https://github.com/Acme/Greeter`)],
    ['ghcr.io/acme/a:1', CI, step('docker/metadata-action@v5', '{images: "x, ghcr.io/acme/a"}')],
    [
      'localhost:5000/a:1',
      CI,
      step('docker/build-push-action@v6', '{tags: "localhost:5000/a:${{ github.sha }}"}'),
    ],
    ['a:1', 'skaffold.yaml', `${SKAFFOLD}profiles: [{build: {artifacts: [{image: a}]}}]`],
  ])('is %s by what %s says', async (image, path, text) => {
    expect(await foundWith(image, path, text)).toBe(0);
  });

  it.each([
    ['greeter:1', 'Dockerfile', `FROM scratch\nENV ${TITLE}=greeter\n`],
    ['greeter:1', 'Dockerfile', labelled(`x.${TITLE}=greeter`)],
    ['greeter:1', 'Dockerfile', labelled(`${TITLE}=greeter"x"`)],
    ['greeter:1', 'Dockerfile', labelled(`${SOURCE}=greeter`)],
    ['acme/greeter:1', 'Dockerfile', labelled(`${TITLE}=https://github.com/acme/greeter`)],
    ['acme/greeter:1', 'Dockerfile', labelled(`${SOURCE}=xhttps://github.com/acme/greeter`)],
    ['ghcr.io/acme/a:1', CI, step('acme/build@v1', '{tags: ghcr.io/acme/a}')],
    ['ghcr.io/acme/a:1', CI, step('acme/docker/build-push-action@v1', '{tags: ghcr.io/acme/a}')],
    ['ghcr.io/acme/a:1', CI, step('docker/build-push-action@v6', '{tags: "ghcr.io/acme/a${{ x }}"}')],
    ['a:1', 'skaffold.yaml', `${SKAFFOLD}build: {artifacts: [{image: b, context: a}]}`],
    ['a:1', 'b.yaml', `${manifestOf(`b@${DIGEST}`)}build: {artifacts: [{image: a}]}\n`],
    ['a:1', 'b.yaml', `${manifestOf(`b@${DIGEST}`)}services: {a: {build: ., image: a}}\n`],
    ['greeter:1', 'b.yaml', `${manifestOf(`b@${DIGEST}`)}x: |\n  LABEL ${TITLE}=greeter\n`],
    ['a:1', 'compose.yml', 'services: {a: {build: ., image: A B}}\n'],
  ])('is not %s by what %s says: %j', async (image, path, text) => {
    expect(await foundWith(image, path, text)).toBe(1);
  });

  it('is named by digest where another is built from it', async () => {
    const files = { Dockerfile: labelled(`${TITLE}=greeter`), 'b.Dockerfile': 'FROM greeter:1\n' };
    expect(await foundBy(imagesByDigest, files)).toMatchObject([{ path: 'b.Dockerfile' }]);
  });
});
