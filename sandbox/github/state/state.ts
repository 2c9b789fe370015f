import type { Actor } from '../access/actor.ts';
import type { RegisteredApp } from '../github-sandbox.ts';
import type { Account, Organization } from './account.ts';
import { isOrganization } from './account.ts';
import type { App, Installation } from './app.ts';
import type { Repository } from './repository.ts';

export interface Token {
  readonly actor: Actor;
  readonly expiresAt: Date | undefined;
}

/** Everything that GitHub knows outside git: in memory, gone when the server stops. */
export class State {
  readonly apps = new Map<string, App>();
  readonly installations = new Map<number, Installation>();
  readonly repositories = new Map<number, Repository>();
  readonly tokens = new Map<string, Token>();
  /** Codes of apps that were made of a manifest and whose keys nobody has fetched yet. */
  readonly manifestCodes = new Map<string, RegisteredApp>();
  readonly #accounts = new Map<string, Account>();
  #lastId = 1000;

  /** A number that no other object of this server has. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  addAccount<Kind extends Account>(account: Kind): Kind {
    const key = account.login.toLowerCase();
    if (this.#accounts.has(key)) throw new Error(`The sandbox already has an account '${account.login}'.`);
    this.#accounts.set(key, account);
    return account;
  }

  /** Logins and names are compared as GitHub does, without case. */
  account(login: string): Account | undefined {
    return this.#accounts.get(login.toLowerCase());
  }

  organization(login: string): Organization | undefined {
    const account = this.account(login);
    return account !== undefined && isOrganization(account) ? account : undefined;
  }

  repository(owner: string, name: string): Repository | undefined {
    const [login, wanted] = [owner.toLowerCase(), name.toLowerCase()];
    return this.repositoriesOf(login).find((one) => one.name.toLowerCase() === wanted);
  }

  repositoriesOf(login: string): Repository[] {
    const wanted = login.toLowerCase();
    return [...this.repositories.values()].filter((one) => one.owner.login.toLowerCase() === wanted);
  }

  organizations(): Organization[] {
    return [...this.#accounts.values()].filter(isOrganization);
  }

  installationOf(app: App, account: Account): Installation | undefined {
    return [...this.installations.values()].find((one) => one.app === app && one.account === account);
  }

  installationsOn(account: Account): Installation[] {
    return [...this.installations.values()].filter((one) => one.account === account);
  }
}

/** Whether an installation (or a token made from it) reaches a repository. */
export function reaches(
  scope: { readonly account: Account; readonly repositories: 'all' | ReadonlySet<number> },
  repository: Repository,
): boolean {
  return (
    repository.owner === scope.account &&
    (scope.repositories === 'all' || scope.repositories.has(repository.id))
  );
}
