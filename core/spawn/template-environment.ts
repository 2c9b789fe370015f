import nunjucks from 'nunjucks';
import { VaultMeshError } from '../common/error.ts';
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
import { TEMPLATE_SYNTAX } from './template-syntax.ts';
import { Unescaped } from './unescaped.ts';

/** The escaping filters, by the name that templates use. */
export const ESCAPES: Readonly<Record<string, (text: string) => string>> = {
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
 * The environment of our templates, in the syntax of `TEMPLATE_SYNTAX`. An undefined value is an error, and there is no
 * loader: a template reaches nothing but its context.
 */
export function templateEnvironment(pins: Pins): nunjucks.Environment {
  const environment = new nunjucks.Environment(null, {
    autoescape: false,
    throwOnUndefined: true,
    ...TEMPLATE_SYNTAX,
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
  const text = value instanceof Unescaped ? value.value : String(value);
  if (value !== undefined && value !== null) return text;
  throw new VaultMeshError('internal', 'A template prints what is not there. Ask with "if" whether it is.');
}
