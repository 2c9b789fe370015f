import { describe, expect, it } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { parse as parseYaml } from 'yaml';
import { fromUtf8 } from '../../../core/common/bytes.ts';
import { renderDecision, renderOnboarding } from '../../../core/spawn/index.ts';
import { HOSTILE_TEXTS, request } from './requests.ts';

const facts = {
  date: '2026-11-20',
  tree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  templateVersion: '1.2.3',
  source: 'https://github.com/acme/platform/issues/1#issuecomment-2',
};

function decide(description: string): { path: string; front: unknown; body: string } {
  const file = renderDecision(request({ description }), {}, facts);
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(fromUtf8(file.content)) ?? [];
  return { path: file.path, front: parseYaml(front), body };
}

describe('renderDecision', () => {
  it('is a proposal in the format of MADR 4, to be accepted by merging it', () => {
    const { path, front, body } = decide('Takes orders.');
    expect(path).toBe('docs/adr/spawn-my-service.md');
    expect(front).toEqual({ status: 'proposed', date: '2026-11-20', tags: ['spawn'] });
    expect(body.match(/^#+ .*$/gm)).toEqual([
      '# Run my-service as a service of its own',
      '## Context and Problem Statement',
      '## Considered Options',
      '## Decision Outcome',
      '### Consequences',
      '### Confirmation',
    ]);
    expect(body).toContain('Takes orders.');
    expect(body).toContain(facts.tree);
    expect(body).toContain(`<${facts.source}>`);
    expect(body).toContain('[acme/my-service](https://github.com/acme/my-service)');
  });

  it('names the options that were chosen', () => {
    const file = renderDecision(request({ kind: 'worker', mcp: true, mq: 'nats' }), {}, facts);
    expect(fromUtf8(file.content)).toContain(
      '| Template | Python worker with an MCP server, events over NATS, version 1\\.2.3 |',
    );
  });

  it.each(HOSTILE_TEXTS)('tells the purpose %j and nothing else', (description) => {
    const { front, body } = decide(description);
    expect(front).toEqual({ status: 'proposed', date: '2026-11-20', tags: ['spawn'] });
    const html = new MarkdownIt().render(body);
    expect(html).toContain(`<p>${new MarkdownIt().utils.escapeHtml(description)}</p>`);
    expect(html.match(/<h\d/g)).toHaveLength(6);
  });

  it('refuses facts that cannot be', () => {
    expect(() => renderDecision(request(), {}, { ...facts, date: 'today' })).toThrow('2026-11-20');
    expect(() => renderDecision(request(), {}, { ...facts, tree: 'main' })).toThrow('tree');
    expect(() => renderDecision(request(), {}, { ...facts, source: 'javascript:alert(1)' })).toThrow();
  });
});

describe('renderOnboarding', () => {
  it('brings the record workflow, ready to be dispatched, and the settings', () => {
    const files = renderOnboarding({ recordAction: 'acme/record@v1' });
    expect(files.map((file) => file.path)).toEqual([
      '.github/actionlint.yaml',
      '.github/vaultmesh.yml',
      '.github/workflows/vaultmesh-record.yml',
    ]);
    const [, settings, workflow] = files.map((file): unknown => parseYaml(fromUtf8(file.content)));
    const [exception, ...more] = (settings as Settings).covenant.exceptions;
    expect(more).toEqual([]);
    expect(exception).toMatchObject({
      ...{ rule: 'VM-II-01', paths: ['.github/workflows/vaultmesh-record.yml'], beginning: 'acme/record' },
    });
    const { on, jobs } = workflow as RecordWorkflow;
    expect(Object.keys(on.workflow_dispatch.inputs)).toEqual([
      ...[
        'kind',
        'operation',
        'component',
        'version',
        'commit',
        'files',
        'context',
        'links',
        'people',
        'sign',
      ],
    ]);
    expect(jobs.record.environment).toBe('ledger');
    expect(jobs.record.steps.at(-1)?.uses).toBe('acme/record@v1');
  });
});

interface Settings {
  readonly covenant: { readonly exceptions: readonly object[] };
}

interface RecordWorkflow {
  readonly on: { readonly workflow_dispatch: { readonly inputs: object } };
  readonly jobs: {
    readonly record: { readonly environment: string; readonly steps: { readonly uses: string }[] };
  };
}
