import { parse as parseToml } from 'smol-toml';

/** A TOML file as plain data, or `undefined` where it is none. */
export function tomlValue(text: string): unknown {
  try {
    return parseToml(text);
  } catch {
    return undefined;
  }
}
