import { describe, expect, it } from '@jest/globals';

import { addressOfPeer } from '../../../../../../../core/remembrancer/covenant/rules/federation/peers/address-of-peer.ts';

const LONG_OWNER = 'a'.repeat(39);
const LONG_NAME = 'b'.repeat(100);

describe('the address of a peer', () => {
  it.each([
    ...['acme/peer', 'Acme-2/Peer_2.x', 'a/b', 'acme/.github', 'acme/..x', 'acme/x.', 'acme/x..', 'acme/...'],
    `${LONG_OWNER}/${LONG_NAME}`,
  ])('is that of the ledger of %s', (repository) => {
    expect(addressOfPeer(`github.com/${repository}`)).toBe(
      `https://raw.githubusercontent.com/${repository}/ledger`,
    );
  });

  it.each([
    ...['', 'github.com', 'github.com/acme', 'github.com/acme/', 'github.com//peer', 'acme/peer'],
    ...['github.com/acme/.', 'github.com/acme/..', 'github.com/../peer', 'github.com/a.b/peer'],
    ...[
      'github.com/acme/peer/2',
      'github.com/acme/peer?x',
      'github.com/acme/pe er',
      'github.com/acme/peer\n',
    ],
    ...['github.comx/acme/peer', 'githubxcom/acme/peer', 'x.github.com/acme/peer', 'github.com/a%2f/peer'],
    ...[`github.com/${LONG_OWNER}a/peer`, `github.com/acme/${LONG_NAME}b`],
  ])('is not known of %j', (origin) => {
    expect(addressOfPeer(origin)).toBeUndefined();
  });
});
