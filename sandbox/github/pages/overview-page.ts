import { accessTo } from '../access/access-to.ts';
import type { Actor } from '../access/actor.ts';
import type { Hub } from '../hub.ts';
import { fullName } from '../state/repository.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { layout, table } from './layout.ts';

/** Every repository that the reader may see, of one owner or of all. */
export function overviewPage(hub: Hub, actor: Actor, owner?: string): Html {
  const all = [...hub.state.repositories.values()]
    .filter((one) => owner === undefined || one.owner.login === owner)
    .filter((one) => accessTo(actor, one, ['metadata:read']) === 'allowed');
  const rows = all.map((one) => [
    html`<a href="/${fullName(one)}">${fullName(one)}</a>`,
    one.description ?? '',
    one.private ? 'private' : 'public',
    one.pushedAt,
  ]);
  return layout(owner ?? 'Sandbox GitHub', table(rows, 'There are no repositories to see.'));
}
