/** A line of a log that the runner of GitHub Actions takes for no command (`::name::`, `##[name]`), whatever it quotes. */
export const withoutCommands = (line: string): string =>
  line.replace(/^\s*::/u, ': :').replaceAll('##[', '## [');
