import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { beforeAll, expect, it } from '@jest/globals';

import { bundleSigner } from '../../../core/remembrancer/evidence/sigstore/bundle-signer.ts';
import { describeWithData, sharedData } from '../../core/remembrancer/evidence/shared-data.ts';
import { importForBrowser } from './import-for-browser.ts';

const FOLDER = 'sigstore-bundles';

// Jest wants a name in each table, also in one that is skipped.
const cases = existsSync(sharedData(FOLDER))
  ? readdirSync(sharedData(FOLDER), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  : ['none'];

describeWithData(FOLDER, 'the bundles of sigstore-conformance, by the code that the page is made of', () => {
  let pages: { bundleSigner: typeof bundleSigner; bundleFromJSON: typeof bundleFromJSON };

  beforeAll(async () => {
    pages = (await importForBrowser(`
      export { bundleSigner } from './core/remembrancer/evidence/sigstore/bundle-signer.ts';
      export { bundleFromJSON } from '@sigstore/bundle';`)) as typeof pages;
  });

  it.each(cases)('%s is what it is in Node, for the same reason', (name) => {
    const folder = sharedData(join(FOLDER, name));
    const own = (file: string, otherwise: string): Buffer =>
      readFileSync(existsSync(join(folder, file)) ? join(folder, file) : sharedData(join(FOLDER, otherwise)));
    const text = readFileSync(join(folder, 'bundle.sigstore.json'), 'utf8');
    const root = JSON.parse(own('trusted_root.json', 'trusted_root.public-good.json').toString()) as object;
    const artifact = own('artifact', 'a.txt');
    const outcome = (with_: typeof pages): string => {
      try {
        const signer = with_.bundleSigner(with_.bundleFromJSON(JSON.parse(text)), root, artifact);
        return `signed by ${signer.identity?.subjectAlternativeName ?? 'a key'}`;
      } catch (error) {
        return String(error);
      }
    };
    expect(outcome(pages)).toBe(outcome({ bundleSigner, bundleFromJSON }));
    expect(outcome(pages).startsWith('signed by')).toBe(!/_fail$|^managed-key/.test(name));
  });
});
