/** Whether a path is that of a workflow, or of a template of one: GitHub runs those of the root only, but people copy the others. */
export const isWorkflow = (path: string): boolean =>
  /(?:^|\/)(?:\.github\/workflows|workflow-templates)\/[^/]+\.ya?ml$/.test(path);

/** Whether a path is that of an action's description. */
export const isAction = (path: string): boolean => /(?:^|\/)action\.ya?ml$/.test(path);
