import { writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform } from 'node:os';
import type { Figure } from './figure.ts';
import { formatRow } from './format-row.ts';

/** A part of a bench, and what it measures. */
export type Bench = () => readonly Figure[] | Promise<readonly Figure[]>;

/** Runs the benches of these `names` and prints their figures as a table, with `json` into that file too. */
export async function measure(
  benches: Readonly<Record<string, Bench>>,
  names: readonly string[],
  json: string | undefined,
): Promise<void> {
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
  for (const [name, bench] of Object.entries(benches)) {
    if (!names.includes(name)) continue;
    const measured = await bench();
    figures.push(...measured);
    for (const figure of measured) console.log(formatRow(figure));
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine, figures }, undefined, 2)}\n`);
}
