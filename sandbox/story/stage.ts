import type { World } from '../world/start-world.ts';

export const SERVICE = 'my-service';
export const TAG = 'v1.0.0';

/** What happens around the story: where it may write, and who listens. */
export interface Stage {
  readonly world: World;
  /** An empty folder for clones and downloads. */
  readonly directory: string;
  /** Called with a sentence as each thing has happened. */
  readonly tell: (sentence: string) => void;
}
