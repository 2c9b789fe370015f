/** `template.md`, `0000-TEMPLATE.md`, `adr-template-minimal.md`, `ODH-ADR-0000-template.md`; not `use-a-template.md`. */
const TEMPLATE =
  /^(?:(?:[a-z]{1,9}[-_])?adr[-_])?(?:0+[-_])?template(?:[-_](?:bare|minimal|bare[-_]minimal))?\.md$/i;

/** Whether a Markdown file of a folder of decisions can be one: not its `README.md`, index or template. */
export const isDecisionFile = (name: string): boolean =>
  /\.md$/i.test(name) && !/^(?:readme|index)\.md$/i.test(name) && !TEMPLATE.test(name);
