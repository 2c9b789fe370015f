import { evaluateCondition, evaluateText, type Scope } from '../template/expression.ts';
import { Fields } from '../template/fields.ts';
import { isTemplateMap, type Template } from '../template/template.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import type { ConcurrencyRequest } from './concurrency-groups.ts';

/** A `concurrency:` key, of which a plain value is the group. `repository` keeps groups of repositories apart. */
export function readConcurrency(
  where: string,
  template: Template,
  scope: Scope,
  repository: string,
): Omit<ConcurrencyRequest, 'cancel'> {
  if (!isTemplateMap(template)) {
    const group = `${repository} ${evaluateText(template, scope)}`;
    return { group, cancelInProgress: false, queue: 'single' };
  }
  const fields = new Fields(`${where}: concurrency`, template, ['group', 'cancel-in-progress', 'queue']);
  const queue = fields.text('queue') ?? 'single';
  if (queue !== 'single' && queue !== 'max') {
    throw new VaultMeshError('usage', `${where}: concurrency.queue cannot be "${queue}".`);
  }
  return {
    group: `${repository} ${evaluateText(fields.get('group'), scope)}`,
    cancelInProgress: evaluateCondition(fields.get('cancel-in-progress') ?? false, scope),
    queue,
  };
}
