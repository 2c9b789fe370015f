import type { FileText } from '../file-text.ts';
import { isScalar, valueOf } from '../yaml/yaml-lookup.ts';
import type { YamlScalar } from '../yaml/yaml-node.ts';
import { jobsOf, stepsOf } from './workflow-steps.ts';

/** What follows `uses:` in the steps and the jobs of a workflow file or a composite action, each place once. */
export function usesOf(file: FileText): readonly YamlScalar[] {
  const users = [...jobsOf(file).map(({ job }) => job), ...stepsOf(file).map(({ step }) => step)];
  const byPlace = new Map<number, YamlScalar>();
  for (const user of users) {
    const uses = valueOf(user, 'uses');
    if (isScalar(uses)) byPlace.set(uses.range.start, uses);
  }
  return [...byPlace.values()].sort((a, b) => a.range.start - b.range.start);
}
