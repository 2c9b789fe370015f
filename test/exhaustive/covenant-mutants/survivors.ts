import { readdirSync, readFileSync } from 'node:fs';

import { z } from 'zod';

const judgements = z.record(
  z.string(),
  z.array(
    z.strictObject({
      /**
       * `equivalent`: no input tells the difference. `words`: only what a message or a remedy says, beyond what tests hold.
       * `cost`: the same findings by other work, or one more or less at a limit of size. `elsewhere`: a test that is not
       * run here notices, and `why` names its file. `gap`: it should be killed, and `why` says what is missing.
       */
      judgement: z.enum(['equivalent', 'words', 'cost', 'elsewhere', 'gap']),
      why: z.string().min(10),
      /** Each as `Mutator: original -> replacement`, with every run of white space as one space. */
      mutants: z.array(z.string()).min(1),
    }),
  ),
);

const report = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          mutatorName: z.string(),
          replacement: z.string(),
          status: z.enum([
            'Killed',
            'Survived',
            'NoCoverage',
            'Timeout',
            'RuntimeError',
            'CompileError',
            'Ignored',
          ]),
          location: z.object({ start: place(), end: place() }),
        }),
      ),
    }),
  ),
});

export type Report = z.infer<typeof report>;
type File = Report['files'][string];
type Mutant = File['mutants'][number];

/** Of each file, the survivors that are judged, sorted; one that stands there twice is twice in the list. A file is judged on one page. */
export function judgedSurvivors(): Readonly<Record<string, readonly string[]>> {
  const folder = new URL('./survivors/', import.meta.url);
  const judged = readdirSync(folder).flatMap((name) =>
    Object.entries(judgements.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))),
  );
  const files = judged.map(([file]) => file);
  const twice = files.filter((file, at) => files.indexOf(file) !== at);
  if (twice.length > 0) throw new Error(`Judged on two pages: ${twice.join(', ')}`);
  return Object.fromEntries(
    judged.map(([file, each]) => [file, each.flatMap(({ mutants }) => mutants).toSorted()]),
  );
}

/** What Stryker wrote. */
export const readReport = (path: string): Report => report.parse(JSON.parse(readFileSync(path, 'utf8')));

/**
 * Of each mutated file, what no test noticed, sorted. What is judged and took too long counts as well: how long a mutant
 * takes that only makes work is for the machine to say.
 */
export const survivorsIn = (
  { files }: Report,
  judged: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(files).map(([name, file]) => {
      const survived = describedOf(file, 'Survived', 'NoCoverage');
      const slow = describedOf(file, 'Timeout');
      const alsoSlow = without(judged[name] ?? [], survived).filter((mutant) => slow.includes(mutant));
      return [name, [...survived, ...alsoSlow].toSorted()];
    }),
  );

const describedOf = ({ mutants, source }: File, ...statuses: Mutant['status'][]): string[] =>
  mutants.filter(({ status }) => statuses.includes(status)).map((mutant) => described(mutant, source));

/** `all` without the items of `some`, each as often as it stands there. */
function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...all];
  for (const item of some) if (left.includes(item)) left.splice(left.indexOf(item), 1);
  return left;
}

function described({ mutatorName, location, replacement }: Mutant, source: string): string {
  const original = source.slice(offsetOf(source, location.start), offsetOf(source, location.end));
  return `${mutatorName}: ${original} -> ${replacement}`.replaceAll(/\s+/gu, ' ');
}

function offsetOf(source: string, { line, column }: { line: number; column: number }): number {
  let start = 0;
  for (let at = 1; at < line; at++) start = source.indexOf('\n', start) + 1;
  return start + column - 1;
}

function place() {
  return z.object({ line: z.int(), column: z.int() });
}
