import { randomUUID } from 'node:crypto';
import type { EventPayloadMap } from '@octokit/webhooks-types';
import type { Actor } from '../access/actor.ts';
import { authorOf } from '../access/actor.ts';
import type { Account } from '../state/account.ts';
import type { Installation } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';

export type EventName = keyof EventPayloadMap;

/** A payload without the members that every event carries: repository, organisation, sender, installation. */
export type PayloadOf<Event> = Omit<Event, 'repository' | 'organization' | 'sender' | 'installation'>;

/** What a part of the server says happened. */
export interface RaisedEvent {
  readonly name: EventName;
  readonly payload: object;
  readonly actor: Actor;
  readonly repository?: Repository;
  /** The account that an event without repository is about. */
  readonly account?: Account;
  /** The only installation that hears of it, for events about an installation itself. */
  readonly only?: Installation;
}

/** An event as GitHub raises it: the complete payload, before `installation` is added for the app it goes to. */
export interface SandboxEvent {
  readonly id: string;
  readonly name: EventName;
  readonly action: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Login of the owner of the repository, or of the account that it is about. */
  readonly owner: string;
  readonly repo: string | undefined;
  readonly sender: string;
  /** Raised by a workflow's own `GITHUB_TOKEN`: starts no workflow, except by dispatch. */
  readonly byRunToken: boolean;
}

/** Adds the common members to a payload. */
type Complete = (event: RaisedEvent, sender: Account) => Record<string, unknown>;

/** Where events are raised and listened to. A listener hears each one at once, in the order raised. */
export class Events {
  readonly #listeners = new Set<(event: SandboxEvent, raised: RaisedEvent) => void>();
  readonly #complete: Complete;

  constructor(complete: Complete) {
    this.#complete = complete;
  }

  on(listener: (event: SandboxEvent, raised: RaisedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  raise(raised: RaisedEvent): void {
    const { actor, repository, name } = raised;
    const sender = authorOf(actor).account;
    // A copy: what listeners and deliveries hold is the state at this moment.
    const payload = structuredClone(this.#complete(raised, sender));
    const event: SandboxEvent = {
      id: randomUUID(),
      name,
      action: typeof payload['action'] === 'string' ? payload['action'] : undefined,
      payload,
      owner: repository?.owner.login ?? raised.account?.login ?? sender.login,
      repo: repository?.name,
      sender: sender.login,
      byRunToken: actor.kind === 'installation' && actor.installation === undefined,
    };
    for (const listener of this.#listeners) listener(event, raised);
  }
}
