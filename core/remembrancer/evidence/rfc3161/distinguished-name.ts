import type { RelativeDistinguishedNames } from 'pkijs';

const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';

/** A short name of a certificate's subject for people: its common name, else its organisation. */
export function nameOf({ typesAndValues }: RelativeDistinguishedNames): string {
  const find = (type: string): string | undefined =>
    typesAndValues.find((each) => each.type === type)?.value.valueBlock.value;
  return find(COMMON_NAME) ?? find(ORGANIZATION) ?? 'an unnamed authority';
}
