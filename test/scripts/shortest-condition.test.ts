import { describe, expect, it } from '@jest/globals';
import nunjucks from 'nunjucks';
import { type Condition, shortestCondition } from '../../scripts/shortest-condition.ts';

interface Service {
  readonly mcp: boolean;
  readonly mq: string;
}

const ALL: readonly Service[] = [false, true].flatMap((mcp) =>
  ['none', 'nats', 'rabbitmq'].map((mq) => ({ mcp, mq })),
);
const CONDITIONS: readonly Condition<Service>[] = [
  ['service.mcp', ({ mcp }) => mcp],
  ['not service.mcp', ({ mcp }) => !mcp],
  ...['none', 'nats', 'rabbitmq'].flatMap((broker): Condition<Service>[] => [
    [`service.mq == '${broker}'`, ({ mq }) => mq === broker],
    [`service.mq != '${broker}'`, ({ mq }) => mq !== broker],
  ]),
];
const environment = new nunjucks.Environment(null, { throwOnUndefined: true });

describe('shortestCondition', () => {
  it.each<[string, (service: Service) => boolean]>([
    ['service.mcp', ({ mcp }) => mcp],
    ["service.mq != 'none'", ({ mq }) => mq !== 'none'],
    ["service.mcp or service.mq == 'nats'", ({ mcp, mq }) => mcp || mq === 'nats'],
    ["not service.mcp and service.mq == 'none'", ({ mcp, mq }) => !mcp && mq === 'none'],
  ])('is %s, which a template holds to be true for the same', (expected, holds) => {
    const condition = shortestCondition(CONDITIONS, ALL, ALL.filter(holds));
    expect(condition).toBe(expected);
    const template = `{% if ${condition} %}yes{% endif %}`;
    const rendered = ALL.filter((service) => environment.renderString(template, { service }) === 'yes');
    expect(rendered).toEqual(ALL.filter(holds));
  });

  it('asks only of those who come by', () => {
    const some = ALL.filter(({ mq }) => mq === 'nats');
    expect(shortestCondition(CONDITIONS, some, some.slice(1))).toBe('service.mcp');
  });

  it('is refused where no two conditions tell who', () => {
    const wanted = ALL.filter(({ mcp, mq }) => (mcp ? mq === 'nats' : mq === 'none'));
    expect(() => shortestCondition(CONDITIONS, ALL, wanted)).toThrow('No condition holds for [{"mcp":false');
  });
});
