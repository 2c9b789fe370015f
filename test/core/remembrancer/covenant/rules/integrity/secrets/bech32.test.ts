import { expect, it } from '@jest/globals';

import { isBech32 } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/bech32.ts';

it.each([
  'A12UEL5L',
  'a12uel5l',
  'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs',
  'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
  'split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w',
  '?1ezyfcl',
])('the checksum of BIP 173 is right: %s', (text) => {
  expect(isBech32(text)).toBe(true);
});

it.each(['A1G7SGD8', 'a12uel5q', 'b12uel5l', 'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxq', 'aa2uel5l1'])(
  'it is wrong: %s',
  (text) => {
    expect(isBech32(text)).toBe(false);
  },
);
