import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { appManifest } from '../../../app/setup/app-manifest.ts';

const text = readFileSync(new URL('../../../app.yml', import.meta.url), 'utf8');
const redirect = 'http://127.0.0.1:1/created';
const options = { url: 'https://vm.example.org/api/github/webhooks', name: 'Acme Mesh' };

describe('the manifest', () => {
  const manifest = JSON.parse(appManifest(options, redirect)) as Record<string, unknown>;
  const file = parse(text) as Record<string, unknown>;

  it('asks for what app.yml asks for, and for nothing else', () => {
    const { name, hook_attributes: hook, redirect_url: back, ...rest } = manifest;
    expect({ name, hook, back }).toEqual({
      name: 'Acme Mesh',
      hook: { url: options.url, active: true },
      back: redirect,
    });
    expect(Object.keys(rest).filter((key) => rest[key] === undefined)).toEqual([]);
    expect(file).toMatchObject(rest);
  });

  it('makes an app that is not for everybody', () => {
    expect(manifest).toMatchObject({ public: false });
  });
});

it('each permission and event of app.yml has its reason above it', () => {
  const lines = text.split('\n');
  const asked = lines.flatMap((line, at) => (/^ {2}(\w+: (read|write)|- \w+)$/.test(line) ? [at] : []));
  const { default_permissions: permissions, default_events: events } = parse(text) as {
    default_permissions: object;
    default_events: string[];
  };
  expect(asked).toHaveLength(Object.keys(permissions).length + events.length);
  for (const at of asked) expect(lines[at - 1]).toMatch(/^ {2}# .*\.$/);
});
