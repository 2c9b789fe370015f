/**
 * A byte of a path that is no UTF-8, as a tree writes it; it is in a sequence of bytes that has no character; and a
 * backslash that could be taken for the beginning of such.
 */
const RAW_BYTE = /\\x([89a-f][0-9a-f]|5c)/gu;

/** The relative URI of a path: RFC 3986, with the bytes that are no UTF-8 as they are. */
export const artifactUri = (path: string): string =>
  path
    .toWellFormed()
    .split('/')
    .map((name) =>
      name
        .split(RAW_BYTE)
        .map((part, n) => (n % 2 === 1 ? `%${part.toUpperCase()}` : encoded(part)))
        .join(''),
    )
    .join('/');

/** `encodeURIComponent` leaves a few characters that RFC 3986 reserves, and GitHub matches either form. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/gu,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
