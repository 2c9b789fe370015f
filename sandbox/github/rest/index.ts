import type { Route } from '../http/route.ts';
import { accountRoutes } from './accounts.ts';
import { actionRoutes } from './actions.ts';
import { appRoutes } from './apps.ts';
import { checkRoutes } from './checks.ts';
import { commitRoutes } from './commits.ts';
import { contentRoutes } from './contents.ts';
import { environmentRoutes } from './environments.ts';
import { gitDataRoutes } from './git-data.ts';
import { gitRefRoutes } from './git-refs.ts';
import { hookDeliveryRoutes } from './hook-deliveries.ts';
import { issueRoutes } from './issues.ts';
import { metaRoutes } from './meta.ts';
import { pullRoutes } from './pulls.ts';
import { reactionRoutes } from './reactions.ts';
import { releaseAssetRoutes } from './release-assets.ts';
import { releaseRoutes } from './releases.ts';
import { repositoryRoutes } from './repositories.ts';
import { reviewRoutes } from './reviews.ts';
import { rulesetRoutes } from './rulesets.ts';
import { secretRoutes } from './secrets.ts';
import { variableRoutes } from './variables.ts';

/** Every REST route of the sandbox. */
export const REST_ROUTES: readonly Route[] = [
  ...accountRoutes,
  ...actionRoutes,
  ...appRoutes,
  ...checkRoutes,
  ...commitRoutes,
  ...contentRoutes,
  ...environmentRoutes,
  ...gitDataRoutes,
  ...gitRefRoutes,
  ...hookDeliveryRoutes,
  ...issueRoutes,
  ...metaRoutes,
  ...pullRoutes,
  ...reactionRoutes,
  ...releaseAssetRoutes,
  ...releaseRoutes,
  ...repositoryRoutes,
  ...reviewRoutes,
  ...rulesetRoutes,
  ...secretRoutes,
  ...variableRoutes,
];
