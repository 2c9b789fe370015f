import nunjucks from 'nunjucks';
import {
  dockerfileQuoted,
  markdownEscaped,
  plainAccount,
  plainAddress,
  plainName,
  quoted,
  rustQuoted,
} from './escape.ts';
import { type Pins, pinnedAction, pinnedImage, pinnedTool } from './pins.ts';
import { Unescaped } from './unescaped.ts';

/** The escaping filters, by the name that templates use. */
const ESCAPES: Readonly<Record<string, (text: string) => string>> = {
  yaml: quoted,
  json: quoted,
  toml: quoted,
  python: quoted,
  go: quoted,
  typescript: quoted,
  rust: rustQuoted,
  dockerfile: dockerfileQuoted,
  markdown: markdownEscaped,
  name: plainName,
  account: plainAccount,
  address: plainAddress,
};

/**
 * The language of our templates: nunjucks with `{= value | filter =}` for output, because `{{ }}` belongs to GitHub
 * and Prometheus. An undefined value is an error, and there is no loader: a template reaches nothing but its context.
 */
export function templateEnvironment(pins: Pins): nunjucks.Environment {
  const environment = new nunjucks.Environment(null, {
    autoescape: false,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
    tags: { variableStart: '{=', variableEnd: '=}' },
  });
  for (const [name, escape] of Object.entries(ESCAPES)) {
    environment.addFilter(name, (value: unknown) => escape(textOf(value)));
  }
  environment.addFilter('action', (name: string) => pinnedAction(pins, name));
  environment.addFilter('image', (name: string) => pinnedImage(pins, name));
  environment.addFilter('tool', (name: string) => pinnedTool(pins, name));
  return environment;
}

function textOf(value: unknown): string {
  return value instanceof Unescaped ? value.value : String(value);
}
