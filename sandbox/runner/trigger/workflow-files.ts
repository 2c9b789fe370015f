import { parseTemplate } from '../template/parse-template.ts';
import type { TemplateMap } from '../template/template.ts';
import { asVaultMeshError, type VaultMeshError } from '../../../core/common/error.ts';
import type { GitFiles } from './git-files.ts';

/** A workflow file at a commit: parsed, or with the reason why it could not be. */
export type ParsedWorkflow = { readonly path: string } & (
  { readonly template: TemplateMap } | { readonly error: VaultMeshError }
);

const FOLDER = '.github/workflows';

/** Every workflow file of a commit, in the order of their names. */
export async function workflowFiles(git: GitFiles, commit: string): Promise<ParsedWorkflow[]> {
  const paths = (await git.list(commit, FOLDER)).filter((path) => /\.ya?ml$/.test(path));
  return Promise.all(
    paths.map(async (path) => {
      try {
        return { path, template: await parseTemplate('workflow', path, await git.read(commit, path)) };
      } catch (error) {
        return { path, error: asVaultMeshError(error) };
      }
    }),
  );
}
