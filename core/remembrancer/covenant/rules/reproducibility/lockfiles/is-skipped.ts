import { isCopied } from '../../../text/is-copied.ts';

/** Whether a manifest is not one of this repository: a copy of another's, or what Terraform fetched. */
export const isSkipped = (path: string): boolean => isCopied(path) || /(?:^|\/)\.terraform\//.test(path);
