/** The largest file that is read as scripts, in bytes. A longer one is data, or made by a program. */
export const MOST_SCRIPT_BYTES = 1024 * 1024;
