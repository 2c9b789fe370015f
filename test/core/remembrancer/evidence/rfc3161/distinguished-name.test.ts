import { BmpString, Null, PrintableString, Utf8String } from 'asn1js';
import { expect, it } from '@jest/globals';
import { AttributeTypeAndValue, RelativeDistinguishedNames } from 'pkijs';

import { isSameName } from '../../../../../core/remembrancer/evidence/rfc3161/distinguished-name.ts';

type Value = AttributeTypeAndValue['value'];

const name = (...parts: readonly (readonly [type: string, value: Value])[]): RelativeDistinguishedNames =>
  new RelativeDistinguishedNames({
    typesAndValues: parts.map(([type, value]) => new AttributeTypeAndValue({ type, value })),
  });

const [C, O] = ['2.5.4.6', '2.5.4.10'];
const utf8 = (value: string): Utf8String => new Utf8String({ value });
const printable = (value: string): PrintableString => new PrintableString({ value });

const acme = name([C, printable('US')], [O, utf8('Acme Trust')]);

it.each([
  ['the same', true, name([C, printable('US')], [O, utf8('Acme Trust')])],
  ['other kinds of string', true, name([C, utf8('US')], [O, new BmpString({ value: 'Acme Trust' })])],
  ['other case and white space', true, name([C, printable('us')], [O, utf8(' ACME   trust ')])],
  ['another value', false, name([C, printable('US')], [O, utf8('Acme Trusted')])],
  ['an invisible character more', false, name([C, printable('US')], [O, utf8('Acme\u00ad Trust')])],
  ['no string', false, name([C, printable('US')], [O, new Null() as unknown as Value])],
  ['other types', false, name([O, printable('US')], [C, utf8('Acme Trust')])],
  ['another order', false, name([O, utf8('Acme Trust')], [C, printable('US')])],
  ['less', false, name([C, printable('US')])],
  ['more', false, name([C, printable('US')], [O, utf8('Acme Trust')], [O, utf8('Acme Trust')])],
])('a name and one with %s: same is %p', (_, isSame, other) => {
  expect(isSameName(acme, other)).toBe(isSame);
  expect(isSameName(other, acme)).toBe(isSame);
});
