import { expect, it } from '@jest/globals';
import nunjucks from 'nunjucks';
import { renderLayers } from '../../../core/spawn/render-layers.ts';
import { templateEnvironment } from '../../../core/spawn/template-environment.ts';
import { Unescaped } from '../../../core/spawn/unescaped.ts';

it('a template that forgets to escape is named in one sentence, with the remedy', () => {
  const environment = templateEnvironment({ actions: {}, images: {}, tools: {} });
  const template = new nunjucks.Template('{= name =}\n', environment, 'go/base/main.go.njk');
  const layer = [{ target: 'main.go', source: 'go/base/main.go.njk', template }];
  expect(() => renderLayers(layer, { name: new Unescaped('x') })).toThrow(
    /^The template go\/base\/main\.go\.njk cannot be rendered: A template prints .* without escaping it\. Add .*"\.$/,
  );
});
