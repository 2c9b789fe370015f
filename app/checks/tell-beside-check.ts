import type { RepositoryName } from '../../core/github/repository-name.ts';
import { told } from '../memory/told.ts';

export interface CheckTeller {
  readonly rest: {
    readonly checks: {
      readonly get: (
        parameters: RepositoryName & { check_run_id: number },
      ) => Promise<{ data: { output: { title: string | null; summary: string | null } } }>;
      readonly update: (
        parameters: RepositoryName & { check_run_id: number; output: { title: string; summary: string } },
      ) => Promise<unknown>;
    };
  };
}

/** What was told before ends with this. */
const MARK = '<!-- vaultmesh:told -->\n';

/** GitHub takes so many characters for a summary. */
const LONGEST = 65_535;
const LONGEST_TEXT = 1_000;

/**
 * Puts `text` above the summary that a check run has now, in the place of what was told there before, or takes that away where there
 * is none; its verdict stays. What is too long is cut.
 */
export async function tellBesideCheck(
  client: CheckTeller,
  repository: RepositoryName,
  check_run_id: number,
  text: string | undefined,
): Promise<void> {
  const { checks } = client.rest;
  const { output } = (await checks.get({ ...repository, check_run_id })).data;
  const parts = (output.summary ?? '').split(MARK);
  if (text === undefined && parts.length === 1) return;
  const above = text === undefined ? '' : `> ${told(text, LONGEST_TEXT)}\n\n${MARK}`;
  const summary = `${above}${parts.at(-1) ?? ''}`.slice(0, LONGEST).toWellFormed();
  await checks.update({ ...repository, check_run_id, output: { title: output.title ?? '', summary } });
}
