import { formatTime } from '../../../core/common/clock.ts';
import type { FaultPlan } from '../fault-plan.ts';
import type { Clock } from '../../../core/common/clock.ts';
import type { Traffic } from '../http/traffic.ts';
import { nodeId } from '../render/node-id.ts';
import type { App, Installation } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';
import type { State } from '../state/state.ts';
import { reaches } from '../state/state.ts';
import type { Delivery } from './delivery.ts';
import type { RaisedEvent, SandboxEvent } from './events.ts';
import { postWebhook, webhookHeaders } from './post-webhook.ts';

/** Events that an app hears of with a permission alone, whatever it has asked for. */
const GUARDED = new Map([['merge_group', 'merge_queues']]);

/** Events that an app receives without having asked for them. */
const ALWAYS = new Set(['installation', 'installation_repositories', 'ping']);

interface Letter {
  readonly guid: string;
  readonly event: SandboxEvent['name'];
  readonly action: string | undefined;
  readonly app: App;
  readonly installation: Installation | undefined;
  readonly repository: Repository | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Sends events to the apps that hear of them, keeps the log of it, and sends again when asked. */
export class Deliveries {
  readonly log: Delivery[] = [];
  readonly #state: State;
  readonly #faults: FaultPlan;
  readonly #traffic: Traffic;
  readonly #clock: Clock;
  readonly #stopped = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  #held: Letter[] = [];

  constructor(parts: { state: State; faults: FaultPlan; traffic: Traffic; clock: Clock }) {
    this.#state = parts.state;
    this.#faults = parts.faults;
    this.#traffic = parts.traffic;
    this.#clock = parts.clock;
  }

  /** Sends an event to every app that is subscribed to it and installed where it happened. */
  deliver(event: SandboxEvent, raised: RaisedEvent): void {
    for (const installation of this.#audience(event, raised)) {
      const whole = 'installation' in event.payload;
      const { id } = installation;
      const payload = whole
        ? event.payload
        : { ...event.payload, installation: { id, node_id: nodeId('IntegrationInstallation', id) } };
      this.send({
        guid: event.id,
        event: event.name,
        action: event.action,
        app: installation.app,
        installation,
        repository: raised.repository,
        payload,
      });
    }
  }

  /** Sends one webhook, unless a planned fault loses, doubles or delays it. */
  send(letter: Letter): void {
    const fault = this.#faults.takeForDelivery(letter.event)?.kind;
    if (fault === 'drop') return;
    if (fault === 'reorder') {
      this.#held.push(letter);
      return;
    }
    this.#post(letter);
    if (fault === 'duplicate') this.#post(letter);
    this.#releaseHeld();
  }

  /** Sends a delivery of the log again, with the same id and payload. */
  redeliver(delivery: Delivery): void {
    this.#track(this.#attempt({ ...delivery, redelivery: true }));
  }

  /** Resolves when nothing is under way; what a `reorder` fault held back goes out first. */
  async idle(): Promise<void> {
    this.#releaseHeld();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  stop(): void {
    this.#stopped.abort();
  }

  #audience(event: SandboxEvent, { only, repository, account }: RaisedEvent): Installation[] {
    if (only !== undefined) return [only];
    const owner = repository?.owner ?? account;
    if (owner === undefined) return [];
    return this.#state
      .installationsOn(owner)
      .filter((one) => one.app.events.includes(event.name) || ALWAYS.has(event.name))
      .filter(
        ({ permissions }) => (GUARDED.get(event.name) ?? 'metadata') in { metadata: 'read', ...permissions },
      )
      .filter((one) => repository === undefined || reaches(one, repository));
  }

  #releaseHeld(): void {
    const letters = this.#held;
    this.#held = [];
    for (const letter of letters) this.#post(letter);
  }

  #post(letter: Letter): void {
    const { app, event, guid } = letter;
    if (app.webhook === undefined) return;
    this.#traffic.webhooks.push({ kind: 'webhook', event, payload: letter.payload });
    const payload = JSON.stringify(letter.payload);
    this.#track(
      this.#attempt({
        guid,
        app,
        event,
        action: letter.action ?? null,
        installationId: letter.installation?.id ?? null,
        repositoryId: letter.repository?.id ?? null,
        redelivery: false,
        requestHeaders: webhookHeaders(app, event, guid, payload),
        payload,
      }),
    );
  }

  async #attempt(
    parts: Pick<
      Delivery,
      | 'guid'
      | 'app'
      | 'event'
      | 'action'
      | 'installationId'
      | 'repositoryId'
      | 'redelivery'
      | 'requestHeaders'
      | 'payload'
    >,
  ): Promise<void> {
    const begun = this.#clock();
    const id = this.#state.nextId();
    const url = parts.app.webhook?.url ?? '';
    const answer = await postWebhook(url, parts.requestHeaders, parts.payload, this.#stopped.signal);
    this.log.push({
      guid: parts.guid,
      app: parts.app,
      event: parts.event,
      action: parts.action,
      installationId: parts.installationId,
      repositoryId: parts.repositoryId,
      redelivery: parts.redelivery,
      requestHeaders: parts.requestHeaders,
      payload: parts.payload,
      id,
      deliveredAt: formatTime(begun),
      duration: (this.#clock().getTime() - begun.getTime()) / 1000,
      status: answer.status,
      statusCode: answer.statusCode,
      responseHeaders: answer.headers,
      responseBody: answer.body,
    });
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }
}
