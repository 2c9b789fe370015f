/** Whether a Markdown file of a folder of decisions can be one: not its `README.md`, index or template. */
export const isDecisionFile = (name: string): boolean =>
  /\.md$/i.test(name) && !/^(?:readme|index)\.md$|template[^/]*\.md$/i.test(name);
