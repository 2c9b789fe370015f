import { installApp } from './install-app.ts';
import { mergeDecision } from './merge-decision.ts';
import { prepareRelease } from './prepare-release.ts';
import { recordRelease } from './record-release.ts';
import { SERVICE, type Stage } from './stage.ts';
import { spawnService } from './spawn-service.ts';
import { verifyRelease } from './verify-release.ts';
import { watchLedgers } from './watch-ledgers.ts';

/** One thing after the other; each returns when what it names is true, and throws when it is not. */
export const STORY: readonly { readonly title: string; readonly play: (stage: Stage) => Promise<void> }[] = [
  { title: 'The app is installed and sets up the platform repository', play: installApp },
  { title: `A maintainer comments /spawn ${SERVICE}`, play: spawnService },
  { title: 'The decision is merged and recorded', play: mergeDecision },
  { title: 'The service passes its own tests, and a release is drafted', play: prepareRelease },
  { title: 'The release is signed, timestamped, logged and published', play: recordRelease },
  { title: 'The app witnesses both ledgers', play: watchLedgers },
  { title: 'A stranger verifies the release offline', play: verifyRelease },
];
