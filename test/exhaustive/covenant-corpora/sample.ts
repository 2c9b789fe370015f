/**
 * Prints a sample of what the rules find in public repositories, with the lines around each, to be judged by a reader:
 * `COVENANT_CORPORA=… node test/exhaustive/covenant-corpora/sample.ts VM-II-01 30`. The sample is the same each time.
 */
import { gitTree } from '../../../core/remembrancer/covenant/index.ts';
import { sha256Hex } from '../../../core/common/sha256.ts';
import { checkCorpus, cloneOf, CORPORA } from './corpora.ts';

const [wanted = '', most = '30'] = process.argv.slice(2);
const CONTEXT = 3;
const WIDEST = 300;

/** So that no repository makes the whole sample. */
const MOST_OF_ONE = Math.ceil(Number(most) / 4);

const found: { readonly repository: string; readonly order: string; readonly text: string }[] = [];
for (const corpus of CORPORA) {
  const place = cloneOf(corpus);
  if (place === undefined) continue;
  const { findings } = await checkCorpus(place, corpus);
  const tree = await gitTree(place, corpus.commit);
  for (const finding of findings) {
    if (finding.rule !== wanted) continue;
    const { path, line = 0, message, fingerprint, cannotTell } = finding;
    const file = tree.files.find((each) => each.path === path);
    const [bytes] = file === undefined ? [] : await tree.read([file]);
    const lines = bytes === undefined ? [] : Buffer.from(bytes).toString().split('\n');
    const around = lines
      .slice(Math.max(0, line - 1 - CONTEXT), line + CONTEXT)
      .map((text, n) => `    ${Math.max(0, line - 1 - CONTEXT) + n + 1}: ${text.slice(0, WIDEST)}`);
    const title = `${corpus.repository} ${path ?? ''}:${line} ${fingerprint}${cannotTell === true ? ' (cannot tell)' : ''}`;
    found.push({
      repository: corpus.repository,
      order: sha256Hex(`${corpus.repository} ${fingerprint}`),
      text: [title, `  ${message}`, ...around].join('\n'),
    });
  }
}
found.sort((a, b) => (a.order < b.order ? -1 : 1));
console.log(`${wanted}: ${found.length} findings\n`);
const taken = new Map<string, number>();
const sample = found.filter(({ repository }) => {
  const count = (taken.get(repository) ?? 0) + 1;
  taken.set(repository, count);
  return count <= MOST_OF_ONE;
});
for (const { text } of sample.slice(0, Number(most))) console.log(`${text}\n`);
