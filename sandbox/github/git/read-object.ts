import { findObject, type FoundObject } from './object-reader.ts';

export type { ObjectType } from './object-reader.ts';

/** Reads the object that an expression names (`main`, `main:README.md`, an object id); `undefined` if there is none. */
export const readObject = (directory: string, expression: string): Promise<FoundObject | undefined> =>
  findObject(directory, expression, 'contents');
