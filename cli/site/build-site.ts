import { counted } from '../../core/common/counted.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { makeSite, readSite, type SiteView } from '../../core/remembrancer/site/index.ts';
import { withLedger } from '../ledger/open-ledger.ts';
import { sizeIn } from '../memory/ask-memory.ts';
import { gitDecisionTexts } from '../memory/git-decision-texts.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { siteAssets } from './site-assets.ts';
import { openSiteFolder, writeSite } from './site-folder.ts';

export interface BuildSiteOptions {
  readonly json?: true;
  readonly repository: string;
  readonly branch: string;
  readonly vkey?: string;
  readonly asOf?: string;
  readonly out: string;
}

/** Writes the static site of a ledger into a folder. */
export async function buildSite(terminal: Terminal, options: BuildSiteOptions): Promise<CommandReport> {
  const asOf = options.asOf === undefined ? undefined : sizeIn(options.asOf);
  const texts = gitDecisionTexts(terminal, repositoryAddress(options.repository, terminal));
  const folder = await openSiteFolder(terminal, options.out);
  return withLedger(terminal, options.repository, options, async (store, ledger) => {
    const site = await readSite(store, ledger, { texts, ...(asOf !== undefined && { asOf }) });
    const files = makeSite(site, await siteAssets(), store, ledger);
    const written = await writeSite(folder, files);
    const { size, checkpoint } = site.memory;
    const { all, withText } = decisionsOf(site);
    return {
      outcome: succeeded(
        `Wrote ${counted(written.files, 'file')} (${Math.ceil(written.bytes / 1024)} KiB) to ${options.out}: ${counted(size, 'entry', 'entries')} of ${checkpoint.origin}, proven against the checkpoint; ${withText} of ${counted(all, 'decision')} with the text, the others as their receipts have them.`,
        {
          out: options.out,
          origin: checkpoint.origin,
          size,
          checkpoint: checkpoint.size,
          decisions: all,
          decisionTexts: withText,
          ...written,
        },
      ),
    };
  });
}

/** How many decisions there are, and of how many the text could be got. */
function decisionsOf({ kinds, texts }: SiteView): { all: number; withText: number } {
  const decisions = kinds.get('decision') ?? [];
  const withText = decisions.filter(({ subjects }) => subjects.some(({ sha256 }) => texts.has(sha256)));
  return { all: decisions.length, withText: withText.length };
}
