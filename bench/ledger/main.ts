/**
 * `npm run bench:ledger [-- --large] [--json FILE]`: the figures of docs/benchmarks.md as a table, and as JSON. With
 * --large also appends to a log of 1,000,000 entries, whose repository takes some minutes to make.
 */
import { writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform } from 'node:os';
import { parseArgs } from 'node:util';
import { generateLogKey, parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { benchAppend } from './append.ts';
import { benchCloneSize } from './clone-size.ts';
import { benchDeriveTiles } from './derive-tiles.ts';
import type { Figure } from './figure.ts';
import { goReference } from './go-reference.ts';
import { benchGroupCommit } from './group-commit.ts';
import { benchProofCheck } from './proof-check.ts';

const { values } = parseArgs({
  options: { large: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const signer = parseSignerKey(generateLogKey('github.example/ada/app').signerKey);
const go = goReference();
if (go === undefined) console.log('There is no Go: the ratios against golang.org/x/mod are left out.');

const figures: Figure[] = [];
const report = (some: readonly Figure[]): void => {
  figures.push(...some);
  for (const figure of some) console.log(rowOf(figure));
};

/** One row of a Markdown table. */
function rowOf({ what, at, value, unit, atMost, atLeast }: Figure): string {
  const shown = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
  const isMet = value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
  const bound = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : '';
  return `| ${what} | ${at} | ${shown} ${unit} | ${bound}${bound === '' || isMet ? '' : ' (missed)'} |`;
}

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
report(benchProofCheck(go));
report(await benchDeriveTiles(signer, 1_000_000, go));
report(await benchGroupCommit(signer));
report(await benchAppend(signer, values.large ? [1_000, 100_000, 1_000_000] : [1_000, 100_000]));
report(await benchCloneSize(signer, 10_000));
go?.remove();
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ machine, figures }, undefined, 2)}\n`);
}
