import { findObject, type FoundObject } from './object-reader.ts';

/** Id and type of the object that an expression names, without reading it; `undefined` if there is none. */
export const objectInfo = (
  directory: string,
  expression: string,
): Promise<Omit<FoundObject, 'content'> | undefined> => findObject(directory, expression, 'info');
