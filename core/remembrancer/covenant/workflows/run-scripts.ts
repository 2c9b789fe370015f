import type { FileText } from '../file-text.ts';
import type { Range } from '../found.ts';
import { rangeWithin } from '../yaml/range-within.ts';
import { isList, isScalar, textOf, valueOf, walk } from '../yaml/yaml-lookup.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { stepsOf, type WorkflowStep } from './workflow-steps.ts';

/** What a step of a workflow or of a composite action has a shell run. */
export interface RunScript {
  /** The script as the shell gets it, but for `${{ }}`. */
  readonly text: string;
  /** Of the whole scalar in the file. */
  readonly range: Range;
  /** Whether `text` is the text of `range` without its quotes. */
  readonly verbatim: boolean;
  /** `bash`, `pwsh`, `python {0}`; absent where the runner chooses one and its system is not known. */
  readonly shell?: string;
  /** Where in the file a part of `text` is: its lines exactly in a `|` block, else the whole scalar. */
  readonly rangeOf: (part: Range) => Range;
}

/** The scripts of a workflow file or a composite action; none of another file, and of one that is not YAML. */
export function runScripts(file: FileText): readonly RunScript[] {
  return stepsOf(file).flatMap((around) => {
    const script = valueOf(around.step, 'run');
    if (!isScalar(script)) return [];
    const shell = shellOf(around);
    return [
      {
        text: script.value,
        range: script.range,
        verbatim: script.verbatim,
        ...(shell === undefined ? {} : { shell }),
        rangeOf: (part) => rangeWithin(script, part, file.text),
      },
    ];
  });
}

/** As GitHub chooses it: the step's, the job's default, the workflow's, the runner's. */
function shellOf({ step, job, workflow }: WorkflowStep): string | undefined {
  return (
    textOf(valueOf(step, 'shell')) ??
    textOf(valueOf(job, 'defaults', 'run', 'shell')) ??
    textOf(valueOf(workflow, 'defaults', 'run', 'shell')) ??
    runnersShell(valueOf(job, 'runs-on'))
  );
}

function runnersShell(runsOn: YamlNode | undefined): string | undefined {
  if (runsOn === undefined) return undefined;
  const labels =
    isScalar(runsOn) || isList(runsOn) ? [...walk(runsOn)].map((label) => textOf(label) ?? '') : [];
  if (labels.some((label) => /^windows\b/i.test(label))) return 'pwsh';
  return labels.some((label) => /^(?:ubuntu|macos)\b/i.test(label)) ? 'bash' : undefined;
}
