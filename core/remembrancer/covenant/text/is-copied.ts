const COPIED =
  /(?:^|\/)(?:node_modules|bower_components|vendor|third[-_]party|test[-_]?data|(?:__)?fixtures(?:__)?|\.venv|venv|\.yarn)\//i;

/** Whether a file is in a folder for what others wrote, or for data of tests: nothing of this repository runs it. */
export const isCopied = (path: string): boolean => COPIED.test(path);
