import { VaultMeshError } from '../../../core/common/error.ts';
import { Fields } from '../template/fields.ts';
import { isTemplateList, isTemplateMap, type Template } from '../template/template.ts';
import { matchesRefPatterns } from './ref-pattern.ts';
import { shortRef, type TriggerEvent } from './trigger-event.ts';

/** The activity types that trigger a pull request workflow which names none. */
const PULL_REQUEST_TYPES = ['opened', 'synchronize', 'reopened'];

/**
 * Whether the `on` of a workflow file asks for this event. Throws `usage` when it does and the event or a filter is
 * one that this sandbox does not know.
 */
export function isTriggered(path: string, on: Template | undefined, event: TriggerEvent): boolean {
  const filters = filtersFor(on, event.name);
  if (filters === undefined) return false;
  const where = `${path}: on.${event.name}`;
  switch (event.name) {
    case 'push':
      return isPushTriggered(new Fields(where, filters, PUSH_KEYS), event);
    case 'pull_request': {
      const fields = new Fields(where, filters, ['branches', 'branches-ignore', 'types']);
      const types = fields.get('types') === undefined ? PULL_REQUEST_TYPES : fields.texts('types');
      return types.includes(event.action ?? '') && (passes(fields, 'branches', event.baseRef) ?? true);
    }
    case 'release': {
      const fields = new Fields(where, filters, ['types']);
      return fields.get('types') === undefined || fields.texts('types').includes(event.action ?? '');
    }
    case 'workflow_dispatch':
      return event.payload['workflow'] === path;
    default:
      throw new VaultMeshError('usage', `${where}: the event "${event.name}" is not known to this sandbox.`);
  }
}

const PUSH_KEYS = ['branches', 'branches-ignore', 'tags', 'tags-ignore'];

/** `undefined` when the event is not asked for; `null` when it is, without filters. */
function filtersFor(on: Template | undefined, name: string): Template | undefined {
  if (isTemplateMap(on)) return on.get(name);
  if (isTemplateList(on)) return on.includes(name) ? null : undefined;
  return on === name ? null : undefined;
}

function isPushTriggered(fields: Fields, event: TriggerEvent): boolean {
  const isTag = event.ref.startsWith('refs/tags/');
  const own = passes(fields, isTag ? 'tags' : 'branches', shortRef(event.ref));
  const other = passes(fields, isTag ? 'branches' : 'tags', '');
  // Filters for the other kind of ref alone mean that this kind is not asked for.
  return own ?? other === undefined;
}

/** Whether a name passes `<kind>` or `<kind>-ignore`; `undefined` when there is neither. */
function passes(fields: Fields, kind: 'branches' | 'tags', name: string): boolean | undefined {
  if (fields.get(kind) !== undefined) return matchesRefPatterns(fields.texts(kind), name);
  const ignored = `${kind}-ignore`;
  if (fields.get(ignored) !== undefined) return !matchesRefPatterns(fields.texts(ignored), name);
  return undefined;
}
