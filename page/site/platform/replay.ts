/** What WebCrypto has answered, by the question. */
type Answers = Map<string, unknown>;

/** Of the work that runs at present. It is synchronous, so there is one at most. */
let current: Answers | undefined;

/** Thrown through the work that wants an answer which is not there yet. */
class Pending extends Error {
  override readonly name = 'Pending';
  readonly key: string;
  readonly answer: Promise<unknown>;
  constructor(key: string, answer: Promise<unknown>) {
    super(`${key} is being computed.`);
    this.key = key;
    this.answer = answer;
  }
}

/**
 * Runs `work`, which is synchronous and hashes and verifies by the twins beside this file, on WebCrypto, which is not: it begins anew
 * with each answer that came, until it has all that it asks for. So the page runs the very code of the command. `work`
 * must do nothing but compute, and let errors through that it does not know.
 */
export async function replay<Result>(work: () => Result): Promise<Result> {
  const answers: Answers = new Map();
  for (;;) {
    try {
      current = answers;
      return work();
    } catch (error) {
      if (!(error instanceof Pending)) throw error;
      answers.set(error.key, await error.answer);
    } finally {
      current = undefined;
    }
  }
}

/** The answer to `key` within `replay`: what an earlier run was given, else the run ends until `compute` has it. */
export function answerTo<Answer>(key: string, compute: () => Promise<Answer>): Answer {
  if (current === undefined) throw new Error('WebCrypto answers within replay only.');
  if (!current.has(key)) throw new Pending(key, compute());
  // The one cast: `compute` of the same key gave it.
  return current.get(key) as Answer;
}
