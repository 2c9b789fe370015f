import type { AttributeTypeAndValue, RelativeDistinguishedNames } from 'pkijs';

import { toHex } from '../../../common/bytes.ts';

const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';

/** A short name of a certificate's subject for people: its common name, else its organisation. */
export function nameOf({ typesAndValues }: RelativeDistinguishedNames): string {
  const find = (type: string): string | undefined =>
    typesAndValues.find((each) => each.type === type)?.value.valueBlock.value;
  return find(COMMON_NAME) ?? find(ORGANIZATION) ?? 'an unnamed authority';
}

/** Whether two names are the same, whatever kind of string, case and white space they are written in (RFC 5280, 7.1). */
export function isSameName(one: RelativeDistinguishedNames, other: RelativeDistinguishedNames): boolean {
  return (
    one.typesAndValues.length === other.typesAndValues.length &&
    one.typesAndValues.every((each, i) => {
      const against = other.typesAndValues[i];
      return each.type === against?.type && comparable(each) === comparable(against);
    })
  );
}

function comparable({ value }: AttributeTypeAndValue): string {
  const text: unknown = value.valueBlock.value;
  return typeof text === 'string'
    ? text.trim().replaceAll(/ +/g, ' ').toLowerCase()
    : `#${toHex(value.valueBeforeDecodeView)}`;
}
