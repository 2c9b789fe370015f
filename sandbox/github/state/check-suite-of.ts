import { formatTime } from '../../../core/common/clock.ts';
import type { Hub } from '../hub.ts';
import type { App } from './app.ts';
import type { CheckSuite } from './check-run.ts';
import type { Repository } from './repository.ts';

/** The check suite of an app on a commit: the one there is, or a new one. */
export function checkSuiteOf(
  hub: Hub,
  repository: Repository,
  app: App,
  headSha: string,
  headBranch: string | null,
): CheckSuite {
  const known = repository.checkSuites.find((suite) => suite.app === app && suite.headSha === headSha);
  if (known !== undefined) return known;
  const createdAt = formatTime(hub.clock());
  const suite = { id: hub.state.nextId(), app, headSha, headBranch, createdAt };
  repository.checkSuites.push(suite);
  return suite;
}
