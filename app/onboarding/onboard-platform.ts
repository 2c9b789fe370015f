import type { Context } from 'probot';
import { renderOnboarding } from '../../core/spawn/index.ts';
import { describeFailure } from '../describe-failure.ts';
import type { RulesetKeeper } from '../../core/github/ensure-ruleset.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import { fullName } from '../../core/github/repository-name.ts';
import {
  ledgerOrigin,
  type LedgerProvisioner,
  protectLedger,
  provisionLedger,
} from '../../core/remembrancer/provision/index.ts';
import type { Services } from '../services.ts';
import { commitMissingFiles } from './commit-missing-files.ts';
import { type FormKeeper, keepForms } from './keep-forms.ts';
import { platformForms } from './platform-forms.ts';

/** As GitHub tells whose installation it is. */
export interface Account {
  readonly login: string;
  /** `User` for that of a person. */
  readonly type?: string;
}

export type PlatformOnboarder = FormKeeper & LedgerProvisioner & RepositoryFinder & RulesetKeeper;

/**
 * Sets up the platform repository of an organisation or a person: record workflow and settings on its default branch, a ledger, and forms for
 * commands.
 * Steps that are done already are left alone. What cannot be done is told in the log, with the remedy.
 */
export async function onboardPlatform(
  client: PlatformOnboarder,
  account: Account,
  { config, turns }: Services,
  log: Pick<Context['log'], 'error' | 'info' | 'warn'>,
): Promise<void> {
  const { spawnSettings: settings, witness } = config;
  const name = { owner: account.login, repo: settings.platform };
  await turns.take(`repository ${fullName(name)}`, async () => {
    try {
      const platform = await findRepository(client, name);
      if (!platform) {
        log.warn(`There is no ${fullName(name)}. Create it, install the app on it, and start the app again.`);
        return;
      }
      const written = await commitMissingFiles(client, platform, renderOnboarding(settings));
      const origin = ledgerOrigin(settings.serverUrl, name);
      const { made } = await provisionLedger(client, platform, {
        origin,
        witnesses: [witness.verifierKey],
        forTags: false,
      });
      await protectLedger(client, name);
      const forms = await keepForms(client, platform, platformForms(account.type === 'User'));
      log.info(
        { repository: fullName(name), written, forms, ledgerBegun: made.branch },
        'Platform repository is set up',
      );
    } catch (error) {
      const { message } = describeFailure(error);
      log.error({ err: error, repository: fullName(name) }, `Platform repository is not set up: ${message}`);
    }
  });
}
