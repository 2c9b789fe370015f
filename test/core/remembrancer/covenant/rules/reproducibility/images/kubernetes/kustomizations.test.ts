import { describe, expect, it } from '@jest/globals';

import { Kustomizations } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/kubernetes/kustomizations.ts';
import { fileOf } from '../../../../file-of.ts';

describe('kustomizations', () => {
  const images = 'images: [{ name: app, newTag: "1" }]\n';

  it('replace the images of a manifest through others', () => {
    const kustomizations = new Kustomizations([
      fileOf('prod/kustomization.yaml', `resources: [../base]\n${images}`),
      fileOf('base/kustomization.yaml', 'resources: [workload.yaml]\n'),
    ]);
    expect(kustomizations.replaces('base/workload.yaml', 'app')).toBe(true);
    expect(kustomizations.replaces('base/workload.yaml', 'other')).toBe(false);
    expect(kustomizations.replaces('other/workload.yaml', 'app')).toBe(false);
  });

  it('are looked at once where one takes in itself', () => {
    const itself = fileOf('a/kustomization.yaml', 'resources: [../a, app.yaml]\n');
    expect(new Kustomizations([itself]).replaces('a/app.yaml', 'app')).toBe(false);
  });

  it('name images with a tag or without', () => {
    const named = fileOf(
      'a/kustomization.yaml',
      'images: [{ name: "app:1", newTag: "2" }, { newTag: "3" }]\n',
    );
    expect(new Kustomizations([named]).replaces('a/app.yaml', 'app')).toBe(true);
  });

  it('are looked at once, however often they name a manifest', () => {
    const list = `resources: [${'../a.yaml, '.repeat(60_000)}]\n`;
    const folders = ['a', 'b', 'c', 'd'].map((name) => fileOf(`${name}/kustomization.yaml`, list));
    expect(new Kustomizations(folders).replaces('a.yaml', 'app')).toBe(false);
  });
});
