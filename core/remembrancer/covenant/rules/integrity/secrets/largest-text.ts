/** The largest file that is searched for secrets, in bytes. */
export const LARGEST_TEXT = 5 * 1024 * 1024;
