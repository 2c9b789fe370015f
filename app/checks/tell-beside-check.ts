import type { RepositoryName } from '../../core/github/repository-name.ts';
import { told } from '../memory/told.ts';

export interface CheckTeller {
  readonly rest: {
    readonly checks: {
      readonly update: (
        parameters: RepositoryName & { check_run_id: number; output: { title: string; summary: string } },
      ) => Promise<unknown>;
    };
  };
}

/** What is read of the check run. */
export interface ToldRun {
  readonly id: number;
  readonly output: { readonly title?: string | null; readonly summary: string | null };
}

/** What was told before ends with this. */
const MARK = '<!-- vaultmesh:told -->\n';

/** GitHub takes so many characters for a summary. */
const LONGEST = 65_535;
const LONGEST_TEXT = 1_000;

/** Puts `text` above the summary of a check run, in the place of what was told there before; its verdict stays. What is too long is cut. */
export async function tellBesideCheck(
  client: CheckTeller,
  repository: RepositoryName,
  run: ToldRun,
  text: string,
): Promise<void> {
  const own = (run.output.summary ?? '').split(MARK).at(-1) ?? '';
  await client.rest.checks.update({
    ...repository,
    check_run_id: run.id,
    output: {
      title: run.output.title ?? '',
      summary: `> ${told(text, LONGEST_TEXT)}\n\n${MARK}${own}`.slice(0, LONGEST),
    },
  });
}
