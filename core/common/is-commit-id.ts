/** Whether a text is the full id of a commit: SHA-1, or SHA-256 in repositories that have such, in small letters. */
export const isCommitId = (text: string): boolean => /^([0-9a-f]{40}|[0-9a-f]{64})$/u.test(text);
