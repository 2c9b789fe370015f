import { VaultMeshError } from '../../../core/common/error.ts';
import { isTemplateList, isTemplateMap, type Template, type TemplateMap } from './template.ts';

/** A mapping of a workflow or action file of which every key is known; throws `usage` naming one that is not. */
export class Fields {
  readonly where: string;
  readonly #map: TemplateMap;

  constructor(where: string, template: Template | undefined, known: readonly string[]) {
    this.where = where;
    if (template !== undefined && template !== null && !isTemplateMap(template)) {
      throw new VaultMeshError('usage', `${where} has to be a mapping.`);
    }
    this.#map = template ?? new Map<string, Template>();
    for (const key of this.#map.keys()) {
      if (!known.includes(key)) {
        throw new VaultMeshError('usage', `${where}: the key "${key}" is not known to this sandbox.`);
      }
    }
  }

  get(key: string): Template | undefined {
    return this.#map.get(key);
  }

  /** A value that is written out, without expressions. */
  text(key: string): string | undefined {
    const value = this.#map.get(key);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'object') {
      throw new VaultMeshError('usage', `${this.where}.${key} has to be a plain value in this sandbox.`);
    }
    return String(value);
  }

  required(key: string): string {
    const value = this.text(key);
    if (value === undefined) throw new VaultMeshError('usage', `${this.where}.${key} is missing.`);
    return value;
  }

  map(key: string): TemplateMap {
    const value = this.#map.get(key);
    if (value === undefined || value === null) return new Map();
    if (isTemplateMap(value)) return value;
    throw new VaultMeshError('usage', `${this.where}.${key} has to be a mapping in this sandbox.`);
  }

  /** A list of plain values; a single one counts as a list of one. */
  texts(key: string): string[] {
    const value = this.#map.get(key);
    return textList(`${this.where}.${key}`, value);
  }
}

/** A list of plain values; a single one counts as a list of one, nothing as an empty list. */
export function textList(where: string, template: Template | undefined): string[] {
  if (template === undefined || template === null) return [];
  const items = isTemplateList(template) ? template : [template];
  return items.map((item) => {
    if (typeof item === 'object') {
      throw new VaultMeshError('usage', `${where} has to hold plain values in this sandbox.`);
    }
    return String(item);
  });
}
