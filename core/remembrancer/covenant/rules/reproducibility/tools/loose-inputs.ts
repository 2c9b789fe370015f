import type { FileText } from '../../../file-text.ts';
import type { Range } from '../../../found.ts';
import { stepsOf } from '../../../workflows/workflow-steps.ts';
import { entriesOf, entryOf, isScalar, textOf, valueOf } from '../../../yaml/yaml-lookup.ts';

/** An Action that is told to install whatever version there is on the day. */
export interface LooseInput {
  readonly action: string;
  readonly input: string;
  /** What it is set to; absent where it is not set, and the Action's own default is the latest. */
  readonly value?: string;
  readonly range: Range;
}

const VERSION_INPUT = /(?:^|[-_])version$/i;
const LOOSE = /^(?:latest|stable|nightly|current|node|\*|x|lts(?:\/[\w*-]+)?)$/i;

/** Actions that install the latest version of their tool when none is named, with the inputs that name one. */
const LATEST_BY_DEFAULT: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'aquasecurity/setup-trivy': ['version'],
  'azure/setup-helm': ['version', 'version-file'],
  'google-github-actions/setup-gcloud': ['version'],
  'hashicorp/setup-terraform': ['terraform_version', 'terraform_version_file'],
  'opentofu/setup-opentofu': ['tofu_version', 'tofu_version_file'],
};

/** The inputs of a workflow's Actions that name no version of the tool that is installed. */
export function looseInputs(file: FileText): readonly LooseInput[] {
  return stepsOf(file).flatMap(({ step }): readonly LooseInput[] => {
    const uses = valueOf(step, 'uses');
    const action = textOf(uses)?.split('@', 1)[0];
    if (action === undefined || !uses) return [];
    const given = valueOf(step, 'with');
    const loose = entriesOf(given).flatMap(({ key, value }) =>
      VERSION_INPUT.test(key) && isScalar(value) && LOOSE.test(value.value.trim())
        ? [{ action, input: key, value: value.value.trim(), range: value.range }]
        : [],
    );
    const inputs = Object.hasOwn(LATEST_BY_DEFAULT, action.toLowerCase())
      ? LATEST_BY_DEFAULT[action.toLowerCase()]
      : undefined;
    if (!inputs || inputs.some((input) => entryOf(given, input))) return loose;
    return [...loose, { action, input: inputs[0], range: uses.range }];
  });
}
