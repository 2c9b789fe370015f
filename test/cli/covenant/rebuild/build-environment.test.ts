import { describe, expect, it } from '@jest/globals';

import { buildEnvironment } from '../../../../cli/covenant/rebuild/build-environment.ts';
import { SURROUNDINGS } from '../../../../cli/covenant/rebuild/surroundings.ts';

const [surroundings] = SURROUNDINGS;
const place = {
  home: '/own/home',
  temporary: '/own/tmp',
  surroundings: surroundings!,
  seconds: '1790000000',
};
const CALLERS = '/of-the-caller';

describe('the environment of a build', () => {
  it.each([
    'XDG_CACHE_HOME',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'XDG_STATE_HOME',
    'CCACHE_DIR',
    'CCACHE_NODISABLE',
    'SCCACHE_DIR',
    'GOCACHE',
    'GOCACHEPROG',
    'DUNE_CACHE_ROOT',
    'CARGO_TARGET_DIR',
    'CARGO_BUILD_TARGET_DIR',
    'CARGO_BUILD_BUILD_DIR',
    'ZIG_GLOBAL_CACHE_DIR',
    'ZIG_LOCAL_CACHE_DIR',
    'PIP_CACHE_DIR',
    'UV_CACHE_DIR',
    'PYTHONPYCACHEPREFIX',
    'DENO_DIR',
    'NX_CACHE_DIRECTORY',
    'TURBO_CACHE_DIR',
    'GIT_DIR',
    'GIT_OBJECT_DIRECTORY',
    'GIT_COMMON_DIR',
  ])('has no %s, which is a place that both builds would share', (name) => {
    expect(buildEnvironment({ [name]: CALLERS }, place)).not.toHaveProperty(name);
  });

  it.each([
    ['HOME', '/own/home'],
    ['TMPDIR', '/own/tmp'],
    ['GRADLE_USER_HOME', '/own/home/.gradle'],
    ['CCACHE_DISABLE', '1'],
    ['SCCACHE_RECACHE', '1'],
    ['SOURCE_DATE_EPOCH', '1790000000'],
    ['TZ', 'Etc/GMT+12'],
  ])('has a %s of its own', (name, value) => {
    expect(buildEnvironment({ [name]: CALLERS }, place)).toHaveProperty(name, value);
  });

  it.each(['PATH', 'GOFLAGS', 'CARGO_HOME', 'npm_config_cache'])('has the %s of the caller', (name) => {
    expect(buildEnvironment({ [name]: CALLERS }, place)).toHaveProperty(name, CALLERS);
  });
});
