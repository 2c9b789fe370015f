import { CryptoEngine } from 'pkijs';

/** The algorithms that pkijs verifies with; made where it is needed, so that nothing hangs on pkijs' global engine. */
export const cryptoEngine = (): CryptoEngine => new CryptoEngine({ crypto: globalThis.crypto });
