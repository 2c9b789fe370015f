import stem from 'wink-porter2-stemmer';

/** Words that any English text may have, beside the stop words: in a question they say little, however few documents have them. */
const COMMON = `able actual actually add ago allow almost alone along already always another answer apart appear ask away back bad
  become begin behind best better big bit bring call certain change clear close come common company concern consider contain
  continue correct course create current day deal depend detail different difficult directly early easily easy effect else
  elsewhere end enough especially even everybody everyone everything example exist expect explain fact far fast feel few find fine
  first follow form former forward found full fully general give given go goes going good great group grow guess half hand handle
  hard hardly help high hold however idea important include indeed inside involve issue item keep kept kind know known large last
  late later lead least leave left less like likely list little live long longer look lose lost lot low main mainly make made many
  matter maybe mean meant mention mere middle mind miss moment month mostly move name near nearly necessary need never new next
  nobody none normal normally nothing now number obvious often old one open option order otherwise outside part particular party
  people perhaps person piece place plan please plenty point possible practice prefer present pretty previous probably problem proper
  properly provide purpose put question quick quickly quite rather reach read ready real really reason recent recently regard relate
  remain rest result right round run ran safe safely say said see seen seem sent several short show shown side similar simple simply
  since single sit situation small solve somebody somehow sometimes somewhere soon sort speak special specific stand start state stay
  step still stop straight suggest suppose sure take taken talk tell told term thing think thought three time today together tomorrow
  top toward towards true try turn twice two type understand unless use useful usual usually various view wait way week well whole
  wish wonder word work worse worst worth wrong year yesterday yet`;

const TERMS: ReadonlySet<string> = new Set(COMMON.split(/\s+/u).map((word) => stem(word)));

/** Whether a term, as it is looked up, is of a common word. */
export const isCommonTerm = (term: string): boolean => TERMS.has(term);
