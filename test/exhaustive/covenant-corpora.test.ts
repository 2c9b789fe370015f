import { describe, expect, it } from '@jest/globals';

import { RULES } from '../../core/remembrancer/covenant/index.ts';
import { checkCorpus, cloneOf, CORPORA } from './covenant-corpora/corpora.ts';
import { JUDGED } from './covenant-corpora/judged.ts';

// Public repositories, which are no part of the project: COVENANT_CORPORA names a folder of clones.
describe.each(CORPORA.map((corpus) => [corpus.repository, corpus] as const))('%s', (repository, corpus) => {
  const place = cloneOf(corpus);
  const onlyWithClone = place === undefined ? it.skip : it;

  onlyWithClone('is checked by every rule, and what was judged of it is still found', async () => {
    const { rules, findings } = await checkCorpus(place ?? { directory: '' }, corpus);
    expect(rules).toHaveLength(RULES.length);
    const found = new Set(findings.map(({ fingerprint }) => fingerprint));
    const judged = JUDGED.filter((each) => each.repository === repository);
    expect(judged.filter(({ fingerprint }) => !found.has(fingerprint))).toEqual([]);
  });
});
