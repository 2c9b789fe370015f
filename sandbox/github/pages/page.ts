import type { Actor } from '../access/actor.ts';
import type { Hub } from '../hub.ts';
import type { Repository } from '../state/repository.ts';
import type { Html } from './html.ts';

/** A page, a file to download, or plain text. */
export type Page =
  | { readonly kind: 'html'; readonly html: Html }
  | { readonly kind: 'bytes'; readonly content: Uint8Array; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** A request for a page of a repository that its reader may see. */
export interface PageRequest {
  readonly hub: Hub;
  readonly actor: Actor;
  readonly repository: Repository;
  /** What follows `/owner/name/` in the address: decoded, without slashes at its ends. */
  readonly rest: string;
}

/** Renders a page; `undefined` when there is nothing at this address. */
export type Renderer = (request: PageRequest) => Page | undefined | Promise<Page | undefined>;
