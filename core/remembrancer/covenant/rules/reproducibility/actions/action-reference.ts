/** What `uses:` names. */
export type ActionReference =
  | {
      readonly kind: 'action';
      /** `owner/repository`, or with a folder or file behind it. */
      readonly name: string;
      /** A commit, tag or branch; empty when there is none. */
      readonly ref: string;
    }
  /** A part of the same repository. */
  | { readonly kind: 'local' }
  | { readonly kind: 'image' }
  /** Nothing that is known before the workflow runs. */
  | { readonly kind: 'expression' };

/** Takes the value of `uses:` apart: docs.github.com, "Workflow syntax for GitHub Actions", `jobs.<job_id>.steps[*].uses`. */
export function actionReference(uses: string): ActionReference {
  if (uses.includes('${{')) return { kind: 'expression' };
  if (/^(?:\$|\.\.?)\//.test(uses)) return { kind: 'local' };
  if (uses.startsWith('docker://')) return { kind: 'image' };
  const at = uses.indexOf('@');
  if (at === -1) return { kind: 'action', name: uses, ref: '' };
  return { kind: 'action', name: uses.slice(0, at), ref: uses.slice(at + 1) };
}

/** Whether a ref is a full commit: SHA-1, or SHA-256 for repositories that have such. */
export const isFullCommit = (ref: string): boolean => /^[0-9a-f]{40}$/i.test(ref);
