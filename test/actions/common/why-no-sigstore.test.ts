import { describe, expect, it } from '@jest/globals';

import { announceMissing } from '../../../actions/common/src/announce-missing.ts';
import { whyNoSigstore } from '../../../actions/common/src/why-no-sigstore.ts';
import { memoryRunner } from '../memory-runner.ts';

const run = { isPrivate: false, fromFork: false, hasIdentity: true };

describe('whether a run is signed with Sigstore', () => {
  it('signs a public repository whose job has an identity', () => {
    expect(whyNoSigstore('auto', run)).toBeUndefined();
  });

  it('does not publish the name of a private repository unless asked to', () => {
    const secret = { ...run, isPrivate: true };
    expect(whyNoSigstore('auto', secret)).toMatchObject({ reason: 'not-configured' });
    expect(whyNoSigstore('on', secret)).toBeUndefined();
  });

  it('says which permission to add', () => {
    const denied = whyNoSigstore('on', { ...run, hasIdentity: false })!;
    expect(denied.reason).toBe('not-permitted');
    expect(denied.detail).toContain('id-token: write');
    const runner = memoryRunner();
    announceMissing(runner, [denied], run);
    expect(runner.warnings).toEqual([['Recorded without sigstore', denied.detail]]);
  });

  it('does not blame a pull request from a fork', () => {
    const fork = { ...run, hasIdentity: false, fromFork: true };
    const denied = whyNoSigstore('auto', fork)!;
    expect(denied.detail).not.toContain('permissions');
    const runner = memoryRunner();
    announceMissing(runner, [denied], fork);
    expect(runner.warnings).toEqual([]);
    expect(runner.notices).toHaveLength(1);
  });

  it('is off when it is off', () => {
    expect(whyNoSigstore('off', run)).toMatchObject({ layer: 'sigstore', reason: 'not-configured' });
  });
});
