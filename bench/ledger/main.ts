/**
 * `npm run bench:ledger`: the figures of docs/benchmarks.md as a table, and as JSON. `--help` names the options.
 */
import { writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform } from 'node:os';
import { parseArgs } from 'node:util';
import { generateLogKey, parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { benchAppend } from './append.ts';
import { benchCloneSize } from './clone-size.ts';
import { benchDeriveTiles } from './derive-tiles.ts';
import type { Figure } from './figure.ts';
import { formatRow } from './format-row.ts';
import { benchFsck } from './fsck.ts';
import { goReference } from './go-reference.ts';
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
const signer = parseSignerKey(generateLogKey('github.example/ada/app').signerKey);
const sizes = values.large ? [1_000, 100_000, 1_000_000] : [1_000, 100_000];
const go = values.help ? undefined : goReference();
const parts = {
  proof: () => benchProofCheck(go),
  tiles: () => benchDeriveTiles(signer, 1_000_000, go),
  fsck: () => benchFsck(signer, 20_000),
  group: () => benchGroupCommit(signer),
  append: () => benchAppend(signer, sizes),
  clone: () => benchCloneSize(signer, 10_000),
};

async function measure(names: readonly string[]): Promise<void> {
  if (go === undefined) console.log('There is no Go: the ratios against golang.org/x/mod are left out.');
  const machine = {
    processor: cpus()[0]?.model ?? arch(),
    cores: availableParallelism(),
    platform: `${platform()} ${arch()}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
  };
  console.log(
    `${machine.processor}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}, load ${machine.load.toFixed(1)}\n`,
  );
  console.log('| What | At | Measured | Wanted |\n| --- | --- | --: | --- |');
  const figures: Figure[] = [];
  for (const [name, bench] of Object.entries(parts)) {
    if (!names.includes(name)) continue;
    const measured = await bench();
    figures.push(...measured);
    for (const figure of measured) console.log(formatRow(figure));
  }
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ machine, figures }, undefined, 2)}\n`);
  }
}

const names = values.only ?? Object.keys(parts);
const unknown = names.filter((name) => !Object.hasOwn(parts, name));
if (values.help) process.stdout.write(HELP);
else if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}".\n\n${HELP}`);
  process.exitCode = 2;
} else {
  try {
    await measure(names);
  } finally {
    go?.remove();
  }
}
