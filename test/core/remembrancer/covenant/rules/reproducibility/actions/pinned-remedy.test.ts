import { expect, it } from '@jest/globals';

import { pinnedActions } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/pinned-actions.ts';
import { contextWith } from '../../../context-with.ts';
import { fileOf } from '../../../file-of.ts';

it('a remedy names an action legibly, whatever the file calls it', () => {
  const commit = '3d3c42e5aac5ba805825da76410c181273ba90b1';
  const pins = {
    actions: new Map([['actions/checkout@v7', { commit, version: 'v7.0.1' }]]),
    images: new Map<string, string>(),
  };
  const workflow = 'jobs: {a: {steps: [{uses: "actions/checkout/\\x07\\u202ea\\nb@v7"}]}}';
  const [found] = pinnedActions.check(fileOf('.github/workflows/ci.yml', workflow), contextWith({ pins }));
  expect(found?.remedy).toBe(`Write actions/checkout/\ufffd\ufffda b@${commit} # v7.0.1.`);
});
