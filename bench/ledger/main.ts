/**
 * `npm run bench:ledger`: the figures of docs/benchmarks.md as a table, and as JSON. `--help` names the options.
 */
import { parseArgs } from 'node:util';
import { generateLogKey, type NoteSigner, parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { type Bench, measure } from '../measure.ts';
import { benchAppend } from './append.ts';
import { benchCloneSize } from './clone-size.ts';
import { benchDeriveTiles } from './derive-tiles.ts';
import { benchFsck } from './fsck.ts';
import { type GoReference, goReference } from './go-reference.ts';
import { benchGroupCommit } from './group-commit.ts';
import { benchProofCheck } from './proof-check.ts';

const HELP = `Usage: npm run bench:ledger -- [options]

  --only <part>  one part instead of all, may be repeated:
                   proof   checking an inclusion proof
                   tiles   deriving all tiles of 1,000,000 entries
                   fsck    checking a log of 20,000 entries whole, receipts and all
                   group   receipts per second, one by one and 256 at once
                   append  requests, bytes and time of one append
                   clone   size of a clone after 10,000 appends
  --large        appends to a log of 1,000,000 entries too; its repository takes some minutes to make
  --json <file>  writes the figures to a file as well
  --help         this text
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    large: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const sizes = values.large ? [1_000, 100_000, 1_000_000] : [1_000, 100_000];
const parts = {
  proof: (_signer: NoteSigner, go?: GoReference) => benchProofCheck(go),
  tiles: (signer: NoteSigner, go?: GoReference) => benchDeriveTiles(signer, 1_000_000, go),
  fsck: (signer: NoteSigner) => benchFsck(signer, 20_000),
  group: (signer: NoteSigner) => benchGroupCommit(signer),
  append: (signer: NoteSigner) => benchAppend(signer, sizes),
  clone: (signer: NoteSigner) => benchCloneSize(signer, 10_000),
};

async function run(names: readonly string[], go: GoReference | undefined): Promise<void> {
  const signer = parseSignerKey(generateLogKey('github.example/ada/app').signerKey);
  if (go === undefined) console.log('There is no Go: the ratios against golang.org/x/mod are left out.');
  const benches = Object.entries(parts).map(([name, bench]): [string, Bench] => [
    name,
    () => bench(signer, go),
  ]);
  await measure(Object.fromEntries(benches), names, values.json);
}

const names = values.only ?? Object.keys(parts);
const unknown = names.filter((name) => !Object.hasOwn(parts, name));
if (values.help) process.stdout.write(HELP);
else if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}".\n\n${HELP}`);
  process.exitCode = 2;
} else {
  const go = goReference();
  try {
    await run(names, go);
  } finally {
    go?.remove();
  }
}
