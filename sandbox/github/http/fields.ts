import { invalid, type Refusal } from './api-error.ts';

/** The members of a JSON request body, read with GitHub's 422 for what is missing or of another type. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #resource: string;
  readonly #refusal: Refusal;

  constructor(value: unknown, resource: string, refusal: Refusal = invalid) {
    this.#values = isRecord(value) ? value : {};
    this.#resource = resource;
    this.#refusal = refusal;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  isNull(name: string): boolean {
    return this.#values[name] === null;
  }

  string(name: string): string {
    const value = this.optionalString(name);
    if (value === undefined) throw this.#refusal(this.#resource, name, 'missing_field');
    return value;
  }

  /** `undefined` for a member that is absent or null. */
  optionalString(name: string): string | undefined {
    const value = this.#values[name] ?? undefined;
    if (value === undefined || typeof value === 'string') return value;
    throw this.#refusal(this.#resource, name);
  }

  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const text = this.optionalString(name);
    if (text === undefined) return undefined;
    const found = values.find((value) => value === text);
    if (found === undefined) throw this.#refusal(this.#resource, name);
    return found;
  }

  boolean(name: string): boolean | undefined {
    const value = this.#values[name] ?? undefined;
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.#refusal(this.#resource, name);
  }

  integer(name: string): number | undefined {
    const value = this.#values[name] ?? undefined;
    if (value === undefined || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
    throw this.#refusal(this.#resource, name);
  }

  strings(name: string): string[] | undefined {
    return this.#list(name)?.map((item) => {
      if (typeof item !== 'string') throw this.#refusal(this.#resource, name);
      return item;
    });
  }

  integers(name: string): number[] | undefined {
    return this.#list(name)?.map((item) => {
      if (typeof item !== 'number' || !Number.isSafeInteger(item)) throw this.#refusal(this.#resource, name);
      return item;
    });
  }

  object(name: string): Fields | undefined {
    const value = this.#values[name] ?? undefined;
    if (value === undefined) return undefined;
    if (!isRecord(value)) throw this.#refusal(this.#resource, name);
    return new Fields(value, this.#resource, this.#refusal);
  }

  objects(name: string): Fields[] | undefined {
    return this.#list(name)?.map((item) => {
      if (!isRecord(item)) throw this.#refusal(this.#resource, name);
      return new Fields(item, this.#resource, this.#refusal);
    });
  }

  /** The members as they came. */
  entries(): [string, unknown][] {
    return Object.entries(this.#values);
  }

  #list(name: string): unknown[] | undefined {
    const value = this.#values[name] ?? undefined;
    if (value === undefined || Array.isArray(value)) return value;
    throw this.#refusal(this.#resource, name);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
