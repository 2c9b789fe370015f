import type { FileText } from '../file-text.ts';
import { entriesOf, isMap, itemsOf, valueOf } from '../yaml/yaml-lookup.ts';
import type { YamlMap, YamlNode } from '../yaml/yaml-node.ts';
import { isAction, isWorkflow } from './workflow-files.ts';

/** A job of a workflow, with the workflow around it. */
export interface WorkflowJob {
  readonly job: YamlMap;
  readonly workflow: YamlNode;
}

/** A step of a workflow's job, or of a composite action. */
export interface WorkflowStep extends Partial<WorkflowJob> {
  readonly step: YamlMap;
}

/** The jobs of a workflow file; none of another file, and of one that is not YAML. */
export function jobsOf(file: FileText): readonly WorkflowJob[] {
  if (!isWorkflow(file.path)) return [];
  return documentsOf(file).flatMap((workflow) =>
    entriesOf(valueOf(workflow, 'jobs')).flatMap(({ value }) =>
      isMap(value) ? [{ job: value, workflow }] : [],
    ),
  );
}

/** The steps of a workflow file or of a composite action, those that run beside each other included. */
export function stepsOf(file: FileText): readonly WorkflowStep[] {
  if (isAction(file.path))
    return documentsOf(file).flatMap((action) =>
      flatSteps(valueOf(action, 'runs', 'steps')).map((step) => ({ step })),
    );
  return jobsOf(file).flatMap((around) =>
    flatSteps(valueOf(around.job, 'steps')).map((step) => ({ step, ...around })),
  );
}

function flatSteps(steps: YamlNode | undefined): readonly YamlMap[] {
  return itemsOf(steps).flatMap((step) =>
    isMap(step) ? [step, ...flatSteps(valueOf(step, 'parallel'))] : [],
  );
}

const documentsOf = ({ yaml }: FileText): readonly YamlNode[] => ('documents' in yaml ? yaml.documents : []);
