/** `<host>/<owner>/<repository>`, and behind it the number of the log, from 2, when an earlier one was given up. */
const LOG_NAME = /^((?:[^/]+\/){2}[^/]+)(?:\/([2-9]|[1-9]\d+))?$/u;

/** The name of the log that succeeds the log `name`: no two logs have one origin. */
export function successorName(name: string): string {
  const [, repository = name, number = '1'] = LOG_NAME.exec(name) ?? [];
  return `${repository}/${Number(number) + 1}`;
}

/** The repository of the log `name`, without a scheme: the name of its first log. */
export const repositoryOfLog = (name: string): string => LOG_NAME.exec(name)?.[1] ?? name;
