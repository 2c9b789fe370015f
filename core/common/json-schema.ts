import type { ErrorObject } from 'ajv';
import { compileSchema } from './compile-schema.ts';
import { namesOf } from './json-pointer.ts';

/** The members that an object may have, by its JSON Pointer. A bundle has no schema to read them from: it has its check. */
export type MembersAt = (pointer: string) => readonly string[] | undefined;

/** Where parsed JSON is not as its schema wants it. */
export interface SchemaProblem {
  /** The names from the root to what is wrong, or to the object that lacks a member. */
  readonly at: readonly string[];
  /** What is wrong and where, for a person. */
  readonly message: string;
}

/**
 * A check of parsed JSON against `schema`, compiled on first use: `undefined` when it holds, else what is wrong and where.
 * Of a member too many it says which there are, where `membersAt` knows them.
 */
export function schemaCheck(schema: object, membersAt?: MembersAt): (value: unknown) => string | undefined {
  const problemIn = schemaProblem(schema, membersAt);
  return (value) => problemIn(value)?.message;
}

/** As `schemaCheck`, for who shows the place. */
export function schemaProblem(
  schema: object,
  membersAt: MembersAt = () => undefined,
): (value: unknown) => SchemaProblem | undefined {
  let validate: ReturnType<typeof compileSchema> | undefined;
  return (value) => {
    validate ??= compileSchema(schema);
    if (validate(value)) return undefined;
    const error = validate.errors?.[0];
    return { at: placeOf(error), message: messageOf(error, membersAt) };
  };
}

function placeOf(error: ErrorObject | undefined): string[] {
  const { instancePath = '', propertyName } = error ?? {};
  const { additionalProperty = propertyName } = (error?.params ?? {}) as { additionalProperty?: string };
  const names = namesOf(instancePath);
  return additionalProperty === undefined ? names : [...names, additionalProperty];
}

function messageOf(error: ErrorObject | undefined, membersAt: MembersAt): string {
  const { instancePath = '', keyword, message = 'it is wrong', propertyName } = error ?? {};
  const where = instancePath === '' ? 'the document' : instancePath;
  // Ajv's own messages do not say which.
  const { additionalProperty, allowedValues } = (error?.params ?? {}) as {
    additionalProperty?: string;
    allowedValues?: readonly unknown[];
  };
  if (keyword === 'enum') return `${where} ${message}: ${(allowedValues ?? []).join(', ')}`;
  if (propertyName !== undefined)
    return `${where} has the property ${JSON.stringify(propertyName)}, which ${message}`;
  if (keyword !== 'additionalProperties') return `${where} ${message}`;
  const members = membersAt(instancePath);
  const only = members === undefined ? '' : `, only ${members.join(', ')}`;
  return `${where} must not have the property ${JSON.stringify(additionalProperty)}${only}`;
}
