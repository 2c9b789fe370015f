import { markdownText } from '../../core/common/markdown-text.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';

export interface CheckTeller {
  readonly rest: {
    readonly checks: {
      readonly update: (
        parameters: RepositoryName & { check_run_id: number; output: { title: string; summary: string } },
      ) => Promise<unknown>;
    };
  };
}

/** What was told before ends with this. */
const MARK = '<!-- vaultmesh:told -->\n';

/** Puts `text` above the summary of a check run, in the place of what was told there before; its verdict stays. */
export async function tellBesideCheck(
  client: CheckTeller,
  repository: RepositoryName,
  run: {
    readonly id: number;
    readonly output: { readonly title?: string | null; readonly summary: string | null };
  },
  text: string,
): Promise<void> {
  const own = (run.output.summary ?? '').split(MARK).at(-1) ?? '';
  await client.rest.checks.update({
    ...repository,
    check_run_id: run.id,
    output: { title: run.output.title ?? '', summary: `> ${markdownText(text)}\n\n${MARK}${own}` },
  });
}
