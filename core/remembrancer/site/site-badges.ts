import { counted } from '../../common/counted.ts';
import { shieldsBadge } from '../browse/shields-badge.ts';
import type { SiteFile } from './pages/page.ts';
import { badgeFile } from './site-paths.ts';
import type { SiteView } from './site-view.ts';

/** Badges for shields.io: entries, accepted decisions, the newest release and the newest deployment. */
export function siteBadges({ memory: { size }, kinds }: SiteView): SiteFile[] {
  const decisions = (kinds.get('decision') ?? []).filter(({ number }) => number !== undefined).length;
  return [
    { path: badgeFile('entries'), content: shieldsBadge('ledger', counted(size, 'entry', 'entries')) },
    { path: badgeFile('decisions'), content: shieldsBadge('decisions', String(decisions)) },
    ...(['release', 'deployment'] as const).map((kind) => ({
      path: badgeFile(kind),
      content: shieldsBadge(kind, kinds.get(kind)?.at(-1)?.version ?? 'none'),
    })),
  ];
}
