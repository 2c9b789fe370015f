import { expect, it } from '@jest/globals';
import { guardLedger, type LedgerGuard } from '../../../app/guard/guard-ledger.ts';
import { testServices } from '../fixtures/started-app.ts';

const log = { debug: () => undefined, error: () => undefined, info: () => undefined, warn: () => undefined };

it('fails the delivery when GitHub cannot be read, so that it is not taken for looked at', async () => {
  const client = {
    graphql: () => Promise.reject(Object.assign(new Error('Bad Gateway'), { status: 502 })),
  } as unknown as LedgerGuard;
  const guarded = guardLedger(client, { owner: 'acme', repo: 'app' }, testServices(), log);
  await expect(guarded).rejects.toMatchObject({ code: 'network' });
});
