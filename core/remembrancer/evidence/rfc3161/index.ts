// Loads pkijs (60 ms): import this module when it is needed, not before.
export { ownSignatureFault } from './own-signature-fault.ts';
export { readTimestamp, type TimestampContent } from './read-timestamp.ts';
export { requestTimestamp, type RequestTimestampOptions } from './request-timestamp.ts';
export { verifyTimestamp, type VerifyTimestampOptions } from './verify-timestamp.ts';
