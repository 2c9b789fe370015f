import {
  completable,
  type GetPromptResult,
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server';
import { z } from 'zod';

import {
  ask,
  decisionName,
  decisionsInForceAt,
  decisionsInForceWhen,
  type MemoryRecord,
} from '../../../core/remembrancer/memory/index.ts';
import type { LedgerView } from '../live-ledger.ts';
import type { McpContext } from '../mcp-context.ts';
import { recordPage } from '../record-page.ts';

const LONGEST_NAME = 500;

/** A decision, and what stands in its place today. */
const MOST_RELATED = 5;

/** Registers the prompts: what to do, in the server's words, and the records to do it with, fenced. */
export function addPrompts(server: McpServer, context: McpContext): void {
  const { live, newMark } = context;
  /** A task, with the records that `pick` finds below it. */
  const prompt = (
    task: string,
    pick: (view: LedgerView) => readonly MemoryRecord[],
  ): Promise<GetPromptResult> =>
    live.read((view) => {
      const records = pick(view);
      if (records.length === 0) {
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'The ledger has no record of that.');
      }
      const text = `${task}\n\n${recordPage(records, view, newMark)}`;
      return { messages: [{ role: 'user', content: { type: 'text', text } }] };
    });
  /** An argument that is a name in the ledger, completed from what there is. */
  const name = (description: string, of: (record: MemoryRecord) => string) =>
    completable(z.string().min(1).max(LONGEST_NAME).describe(description), (begun) =>
      live.read(({ memory }) =>
        [...new Set(memory.records.map(of))]
          .filter((value) => value !== '' && value.startsWith(begun))
          .reverse(),
      ),
    );

  server.registerPrompt(
    'decision_summary',
    {
      title: 'Summarize a decision',
      description: 'What was decided, why, and whether it is in force.',
      argsSchema: z.object({
        decision: name('such as ADR-0042', ({ number }) =>
          number === undefined ? '' : decisionName(number),
        ),
      }),
    },
    ({ decision }) =>
      prompt(
        'Summarize this decision in five sentences for somebody new: the problem, what was chosen, why, what it costs, and whether it is in force. Quote the sentence that decides. Name its number and proof.',
        ({ askable }) => {
          const question = { text: decision, filter: { kind: 'decision' }, limit: MOST_RELATED };
          const { items } = ask(askable(), question);
          return items.some(({ isNamed }) => isNamed) ? items.map(({ record }) => record) : [];
        },
      ),
  );
  server.registerPrompt(
    'risk_register',
    {
      title: 'Risk register',
      description: 'Risks that incidents and decisions in force of a component show.',
      argsSchema: z.object({ component: name('a component', ({ component }) => component) }),
    },
    ({ component }) =>
      prompt(
        'Make a risk register as a table: risk, what shows it (entry), likelihood, impact, what is done already (decision), what is not. Take no risk that no record shows.',
        ({ memory: { records } }) => {
          const own = records.filter(
            (record) =>
              record.component === component && (RISKS.has(record.kind) || record.kind === 'deployment'),
          );
          return own.length === 0 ? [] : [...decisionsInForceAt(records), ...own];
        },
      ),
  );
  server.registerPrompt(
    'deployment_postmortem',
    {
      title: 'Deployment postmortem',
      description: 'What happened with a deployment, from its records.',
      argsSchema: z.object({
        component: name('a component', ({ component }) => component),
        version: name('a version', ({ version }) => version),
      }),
    },
    ({ component, version }) =>
      prompt(
        'Write a blameless postmortem of this deployment: timeline with entries, impact, contributing causes, what went well, actions. Say of what the records do not tell that they do not.',
        ({ memory: { records } }) => {
          const own = records.filter((record) => record.component === component);
          const first = own.find((record) => record.version === version);
          if (first === undefined) return [];
          const before = decisionsInForceWhen(first, records);
          return [...before, ...own.filter((record) => record.version === version || isAfter(record, first))];
        },
      ),
  );
}

const RISKS = new Set(['incident', 'discovery']);

const isAfter = ({ kind, index }: MemoryRecord, first: MemoryRecord): boolean =>
  RISKS.has(kind) && index > first.index;
