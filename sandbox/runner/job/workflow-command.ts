export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** A line `::name key=value,key=value::message` that a step printed; `undefined` for any other line. */
export function parseWorkflowCommand(line: string): WorkflowCommand | undefined {
  const match = /^\s*::([A-Za-z][\w-]*)(?: +(.*?))?::(.*)$/.exec(line);
  if (match === null) return undefined;
  const [, name = '', properties = '', message = ''] = match;
  const pairs = properties.split(',').filter((pair) => pair.includes('='));
  return {
    name: name.toLowerCase(),
    properties: Object.fromEntries(
      pairs.map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at).trim(), unescape(pair.slice(at + 1))] as const;
      }),
    ),
    message: unescape(message),
  };
}

/** Undoes the toolkit's escapes (actions/toolkit packages/core/src/command.ts). */
function unescape(text: string): string {
  const characters: Readonly<Record<string, string>> = {
    '%0D': '\r',
    '%0A': '\n',
    '%3A': ':',
    '%2C': ',',
    '%25': '%',
  };
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (code) => characters[code] ?? code);
}
