import { stemOf } from './stems.js';

/** Words of grammar: they join others and say nothing alone. Reviewed 23 November 2026. */
const GRAMMAR = `a about above across after again against all almost along already also although always am among an
and another any are around as at be became because become becomes been before being below between both but by came can
cannot could did do does done down due during each either else enough even ever every few for from further get given
has have having he hence her here hers herself him himself his how however i if in into is it its itself just least
less let like made main mainly make makes making many may me might more most mostly much must my near nearly neither
no nor not now of off often on once one only onto or other others otherwise our ours out over own per quite rather
same several shall she should since so some soon still such than that the their theirs them themselves then there
therefore these they this those though through throughout thus to together too toward towards two three under until up
upon us use used uses using very was we well were what when where whether which while who whom whose why will with
within without would yet you your yours`;

/** Words that nearly every sentence of this field uses: who it is about, who does it, and that it should be better. */
const FIELD = `child children young people person persons youth local authority council councils borough county city
area areas service services inspector inspectors inspection ofsted visit seen case cases ensure ensures ensuring ensured
improve improves improved improving improvement improvements strengthen strengthened good better effective effectively
appropriate appropriately require requires required include includes including number numbers example examples
recommendation recommendations paragraph need needs needed needing social work works working worker workers way ways
able clear clearly currently current key issue issues result results significant significantly sufficient sufficiently
provide provides provided providing support supports supported supporting`;

const wordsOf = (text: string) => text.trim().split(/\s+/);

/** Words of manner: how something is to be done or was found, whatever it is. They tell little, but something. */
const MANNER_WORDS = `access accurate accurately action actions active activity agree agreed analyse analysis
arrangement arrangements available avail challenge challenging change changes changing comprehensive consider consistent
consistently date develop development detail detailed early evaluate evaluation experience experiences family families focus
full fully further future help helped high identify identified impact implement inform information learn learning level
meaningful measure measurable meet met monitor opportunity opportunities particular plan plans planning practice prepare
prepared prioritise priority process progress quality range receive record regular regularly respond response review
reviews robust set specific standard standards strategic strategy take taken team teams thorough understand understood
understanding use variable wide wider`;

/** Left out of every comparison. */
export const STOP_WORDS: ReadonlySet<string> = new Set([...wordsOf(GRAMMAR), ...wordsOf(FIELD)]);

/** By their stems. */
export const MANNER: ReadonlySet<string> = new Set(wordsOf(MANNER_WORDS).map(stemOf));
