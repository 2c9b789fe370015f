import { OctetString } from 'asn1js';
import { Attribute, SignedAndUnsignedAttributes, SignerInfo } from 'pkijs';
import { expect, it } from '@jest/globals';

import { signedAttribute } from '../../../../../core/remembrancer/evidence/rfc3161/signed-attribute.ts';

const value = (byte: number) => new OctetString({ valueHex: Uint8Array.of(byte) });
const signer = (...attributes: readonly (readonly [string, ...OctetString[]])[]) =>
  new SignerInfo({
    signedAttrs: new SignedAndUnsignedAttributes({
      type: 0,
      attributes: attributes.map(([type, ...values]) => new Attribute({ type, values })),
    }),
  });

it('a signed attribute has the one value that it is there with', () => {
  const wanted = value(1);
  expect(signedAttribute(signer(['1.2.3', wanted], ['1.2.4', value(2)]), '1.2.3')).toBe(wanted);
});

it.each([
  ['missing', signer(['1.2.4', value(2)])],
  ['there twice', signer(['1.2.3', value(1)], ['1.2.3', value(1)])],
  ['there with two values', signer(['1.2.3', value(1), value(2)])],
  ['there without a value', signer(['1.2.3'])],
  ['in no list', new SignerInfo({})],
])('a signed attribute that is %s has none (RFC 5652, 5.3)', (_, signerInfo) => {
  expect(signedAttribute(signerInfo, '1.2.3')).toBeUndefined();
});
