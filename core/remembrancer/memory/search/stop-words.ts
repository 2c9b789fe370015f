/** Words that nearly every English text has. */
const COMMON = `a about above after again all also am an and any are aren't as at be because been before being below between
  both but by can cannot can't could couldn't did didn't do does doesn't doing don't down during each either else etc ever
  every few for from further get gets getting got had hadn't has hasn't have haven't having he her here hers him his i i'd
  i'll i'm i've if in into is isn't it it's its itself just let let's lets may me might more most much must my myself no nor
  not of off on once one only or other our ours ourselves out over own per rather same shall she should shouldn't so some
  such than that that's the their theirs them themselves then there there's these they they're this those through thus to
  too under until up upon us very via was wasn't we we'd we'll we're we've were weren't while will with within without won't
  would wouldn't yet you you'd you'll you're you've your yours yourself`;

/** What a question is made of, beside what it is about: "why did we choose ... instead of ..." */
const QUESTION = `anyone anything chose choose choosing chosen decide decided deciding decision decisions exactly happen
  happened happens how instead someone something tell want wanted wants what what's whatever when whenever where wherever
  whether which who who's whom whose why`;

const STOP_WORDS: ReadonlySet<string> = new Set(`${COMMON} ${QUESTION}`.replaceAll("'", '').split(/\s+/u));

/** Whether a word, in lower case and without its apostrophe, says nothing of what a text is about. */
export const isStopWord = (word: string): boolean => STOP_WORDS.has(word);
