export interface Variable {
  readonly name: string;
  value: string;
  readonly createdAt: string;
  updatedAt: string;
}

/** Actions variables of an organisation, a repository or an environment. Names are upper case, as GitHub stores them. */
export class VariableStore {
  readonly #variables = new Map<string, Variable>();

  get(name: string): Variable | undefined {
    return this.#variables.get(name.toUpperCase());
  }

  set(name: string, value: string, now: string): void {
    const key = name.toUpperCase();
    const createdAt = this.#variables.get(key)?.createdAt ?? now;
    this.#variables.set(key, { name: key, value, createdAt, updatedAt: now });
  }

  delete(name: string): boolean {
    return this.#variables.delete(name.toUpperCase());
  }

  list(): Variable[] {
    return [...this.#variables.values()];
  }
}
