/** The verbs with which reports begin what they ask for, and how a sentence shows that it asks or only tells. */

const VERBS = new Set(
  `abolish accelerate accept access achieve acknowledge act adapt add address adhere adjust adopt advise advocate agree align allocate
  allow amend analyse answer anticipate apologise apply appoint appraise apprise approach approve arrange articulate ask assemble assess
  assign assist assure attend attract audit authorise avoid await balance be become begin benchmark boost brief bring broaden build
  capture care carry cascade cease celebrate centralise challenge champion change check circulate clarify clear close co-design
  co-ordinate co-produce coach codify collaborate collate collect combine come commence commission commit communicate compare compile
  complement complete comply conclude conduct confirm connect consider consolidate construct consult contact continue contribute control
  convene convert cooperate coordinate correct counter cover create cultivate customise cut deal debate decide decrease dedicate deepen
  define delegate deliver demonstrate deploy describe design designate detail detect determine develop devise diagnose direct disclose
  discontinue discuss display disseminate distinguish distribute diversify do document draft draw drive educate elevate eliminate embark
  embed embrace emphasise employ empower enable encourage end endorse enforce engage enhance enlist enrich enrol ensure enter equalise
  equip eradicate escalate establish evaluate evidence examine exchange execute exercise expand expect expedite explain explore express
  extend facilitate familiarise fast-track feed file fill finalise find finish fix flag focus follow formalise formulate foster fulfil
  fund gain galvanise gather generate get give go grant guarantee guide halt hand harmonise harness hasten hear help highlight hold honour host
  identify illustrate immediately implement impose improve incentivise include incorporate increase induct influence inform initiate
  innovate inspect instigate instil institute instruct insure integrate intensify intervene introduce invest investigate invite involve
  issue join judge justify keep know launch lead learn lessen let liaise limit link list listen lobby locate lodge log look lower
  maintain make manage mandate map market match maximise measure meet merge minimise mitigate mobilise model moderate modernise
  modify monitor motivate move name narrow negotiate nominate note notify nurture observe obtain offer open operate optimise organise orientate
  outline overcome overhaul oversee own participate pause pay perform persuade pick pilot place plan populate pool position practise
  prepare present preserve press prevent prioritise procure produce programme progress project promote promptly proactively propose protect
  prove provide publicise publish purchase pursue put quality-assure quantify quickly raise ratify rationalise re-commission re-consider
  re-design re-establish re-examine re-focus re-introduce re-launch re-visit reach read realign realise reappraise reassess reassure rebuild
  recalibrate receive recognise recommend recommission reconfigure reconsider reconstitute record recruit rectify redesign redirect
  redouble redraft reduce re-engage refer refine reflect refocus reform refresh refuse regularise regularly regulate reinforce reinstate
  reinvigorate reissue reiterate relaunch release relieve remain remedy remind remove renew reorganise repeat rephrase replace replicate report represent
  request require research resist resolve resource respect respond restate restore restrict restructure retain retender rethink return revalidate
  reverse review revise revisit revitalise reward rewrite rigorously robustly roll rotate routinely run safeguard sample sanction
  satisfy scale schedule scope screen scrutinise seek secure see select send sensitise separate serve set settle shape share sharpen shift
  shorten show sign significantly signpost simplify source speak specify speed stabilise staff standardise start steer stop store
  streamline strengthen stress structure submit substantially substantiate supervise supplement supply support survey suspend sustain
  swiftly systematically tackle tailor take talk target task teach tell tender test think tighten track train transfer transform translate treat
  trial triangulate trim undertake unify unite update upgrade urge urgently use utilise validate value verify view visit wait watch
  welcome widen withdraw work write`.split(/\s+/),
);

/** Words that begin a sentence which tells something: it needs more than them to be an order. */
const NO_VERB = new Set(
  `a about across after all also although among an and another any are as at based because before being between both but by can
  children could despite did do does during each either even every few first following for from further given has have having he
  her his how however if in inspectors is it its itself just leaders like many may more moreover most much my nearly neither next
  no nobody nor not nothing of on once one only or other our over overall parents partners people since so social some
  staff still such than that the their them then there these they this those though through throughout thus to too two under
  unless until upon was we well were what when where whether which while who whose why will with within without workers
  would yet you young your`.split(/\s+/),
);

const ADVERBS = new Set(['further', 'also', 'then', 'always', 'never', 'better', 'more', 'urgent']);

const AFTER_A_VERB =
  /^(?:the|an?|all|every|each|that|how|whether|its|their|any|what|why|who|when|where|these|those|this|it|them|into|up|out|as|out of|further|greater|better)$/;

/** Begins with an order: "Ensure …", "Hold a …", "Urgently see that …". */
export function beginsWithOrder(text: string): boolean {
  const words = /^["'“‘(]*([\p{L}-]+)(?:\s+([\p{L}-]+))?/u.exec(text);
  const first = words?.[1]?.toLowerCase() ?? '';
  const second = words?.[2]?.toLowerCase() ?? '';
  if (first === 'do' && second === 'not') return true;
  if ((first.endsWith('ly') || ADVERBS.has(first)) && VERBS.has(second)) return true;
  if (first === '' || NO_VERB.has(first)) return false;
  if (VERBS.has(first)) return !isFinite(second);
  // An unknown word in the bare form, with what only follows a verb: "Unpick the …".
  return AFTER_A_VERB.test(second) && !/(?:s|ed|ing|ion|ity|ment)$/.test(first);
}

const FINITE =
  /^(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|will|would|remains?|continues?|makes|receives?|knows?|gets?)$/;

function isFinite(word: string): boolean {
  return FINITE.test(word);
}

/** Tells how something is: a subject and, soon after it, a verb in the present or past. */
export function tells(text: string): boolean {
  const sentence = /^.*?[.!?](?=\s|$)/u.exec(text)?.[0] ?? text;
  if (beginsWithOrder(text)) return false;
  const words = sentence.toLowerCase().match(/[\p{L}’'-]+/gu) ?? [];
  return words.slice(0, 40).some((word, at) => at > 0 && isFinite(word) && !inClause(words, at));
}

/** The verb stands in a clause that only describes a noun: "children who are …", "how well leaders know …". */
function inClause(words: readonly string[], at: number): boolean {
  return words
    .slice(Math.max(0, at - 5), at)
    .some((word) =>
      /^(?:who|which|that|whose|whom|where|when|how|what|if|whether|so|because|as|while)$/.test(word),
    );
}
