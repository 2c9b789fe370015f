/** The parts of `registry/path/name:tag@sha256:…`. */
export interface ImageReference {
  /** With the registry, without tag and digest. */
  readonly name: string;
  readonly tag?: string;
  /** As it is written, whole or not. */
  readonly digest?: string;
}

const REGISTRY = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?$/i;
const PART = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/**
 * Takes the name of an image apart, after distribution/reference. `undefined` where it is none, such as the placeholder of
 * a template, a variable or an address that a tool like ko reads.
 */
export function imageReference(image: string): ImageReference | undefined {
  const [named = '', digest, more] = image.split('@');
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const name = hasTag ? named.slice(0, colon) : named;
  const tag = hasTag ? named.slice(colon + 1) : undefined;
  if (more !== undefined || !isName(name) || (tag !== undefined && !TAG.test(tag))) return undefined;
  return { name, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** Whether the digest is there and whole. */
export const isPinned = ({ digest }: ImageReference): boolean => digest !== undefined && DIGEST.test(digest);

function isName(name: string): boolean {
  const parts = name.split('/');
  const [first = ''] = parts;
  const hasRegistry = parts.length > 1 && /[.:]/.test(first) && REGISTRY.test(first);
  return (hasRegistry ? parts.slice(1) : parts).every((part) => PART.test(part));
}

/** Without what Docker puts in front of a name that has no registry: `docker.io/library/node` is `node`. */
export const shortName = (name: string): string =>
  name.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '');
