import type { LocalDate } from '../../domain/calendar/local-date.js';
import { NamesOfPeople } from '../../domain/privacy/names-in-text.js';
import { meaningsOf } from '../../domain/rating/colour-words.js';
import { COLOURS, type Colour } from '../../domain/rating/reason-code.js';
import { spreadOf } from '../../domain/rating/recommendation-spread.js';
import { isSuppressed } from '../../domain/report/suppression.js';
import { COLOUR_NAMES } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import { measurePaths } from '../measures/measures.paths.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import type { NamedText, PublicEntry, PublicPlan } from './public-plan.js';
import type { ActionShown, MeasureShown, PlanShown, RecommendationShown } from './public-plan.repository.js';

export interface PublicMaterial {
  readonly plan: PlanShown;
  readonly asAt: LocalDate;
  readonly recommendations: readonly RecommendationShown[];
  readonly actions: readonly ActionShown[];
  readonly measures: readonly MeasureShown[];
}

/** What would be published, and the texts of it in which somebody's name was found. */
export function publicPlanOf(
  material: PublicMaterial,
  names: NamesOfPeople,
): { content: PublicPlan; named: NamedText[] } {
  const { plan, asAt, recommendations } = material;
  const texts = new ReadTexts(names);
  const meanings = meaningsOf(plan.colourWords);
  const content: PublicPlan = {
    authority: plan.authority,
    title: texts.read(plan.title, { where: 'The name of the plan', href: '/settings/plan' }),
    asAt,
    preset: plan.preset,
    colourMeanings: Object.fromEntries(
      COLOURS.map((colour) => [
        colour,
        texts.read(meanings[colour], {
          where: `What ${COLOUR_NAMES[colour]} means`,
          href: '/settings/plan',
        }),
      ]),
    ) as Record<Colour, string>,
    recommendations: {
      total: recommendations.length,
      met: recommendations.filter(({ isMet }) => isMet).length,
    },
    actions: figuresOf(material.actions),
    entries: entriesOf(material, texts),
  };
  return { content, named: texts.named };
}

/**
 * How much of what is shown would not be shown any more: restricted, under embargo or withdrawn since. What is frozen
 * does not go by itself, so somebody has to be told.
 */
export function goneSince(shown: PublicPlan, now: PublicPlan): { recommendations: number; actions: number } {
  const texts = new Set(now.entries.map(({ text, document }) => `${document}\n${text}`));
  const actions = (plan: PublicPlan) =>
    new Set(plan.entries.flatMap((entry) => entry.actions.map(({ reference }) => reference)));
  const still = actions(now);
  return {
    recommendations: shown.entries.filter(({ text, document }) => !texts.has(`${document}\n${text}`)).length,
    actions: [...actions(shown)].filter((reference) => !still.has(reference)).length,
  };
}

function entriesOf(material: PublicMaterial, texts: ReadTexts): PublicEntry[] {
  const actions = byRecommendation(material.actions);
  const measures = byRecommendation(material.measures);
  return material.recommendations.map((row) => {
    const { number, priority, isMet, response } = row;
    const where = number === null ? 'A recommendation' : `Recommendation ${number}`;
    const place = { where, href: recommendationPaths.recommendation(row.id) };
    return {
      number,
      priority,
      isMet,
      response,
      text: texts.read(row.text, place),
      document: texts.read(row.document, { where: `${where}, its document`, href: place.href }),
      outcome: texts.read(row.outcome, { where: `${where}, outcome`, href: place.href }),
      workstream:
        row.workstream && texts.read(row.workstream, { where: 'A workstream', href: '/workstreams' }),
      actions: (actions.get(row.id) ?? []).map((action) => publicAction(action, texts)),
      measures: (measures.get(row.id) ?? []).map((measure) => publicMeasure(measure, texts)),
    };
  });
}

function publicAction(row: ActionShown, texts: ReadTexts): PublicEntry['actions'][number] {
  const { reference, dueOn, status, assurance, colour } = row;
  const place = { where: `Action ${reference}`, href: actionPaths.action(row.id) };
  const agency = row.agency && texts.read(row.agency, { where: 'An agency', href: null });
  return { reference, title: texts.read(row.title, place), agency, dueOn, status, assurance, colour };
}

function publicMeasure(row: MeasureShown, texts: ReadTexts): PublicEntry['measures'][number] {
  const place = { where: 'A measure', href: measurePaths.measure(row.id) };
  const shown = (value: number | null) =>
    value !== null && isSuppressed(value, row.aboutChildren) ? ('hidden' as const) : value;
  return {
    name: texts.read(row.name, place),
    unit: texts.read(row.unit, place),
    baseline: shown(row.baseline),
    target: row.target,
    latest: shown(row.latest),
    latestOn: row.latestOn,
  };
}

function figuresOf(actions: readonly ActionShown[]): PublicPlan['actions'] {
  const each = [...new Map(actions.map((action) => [action.id, action])).values()];
  const complete = each.filter(({ status }) => status === 'complete');
  return {
    total: each.length,
    complete: complete.length,
    verified: complete.filter(({ assurance }) => assurance === 'verified' || assurance === 'embedded').length,
    overdue: each.filter(({ reasons }) => reasons.includes('overdue')).length,
    counts: spreadOf(each),
  };
}

/** Every text passes here on its way to the public, so that none is forgotten. */
class ReadTexts {
  readonly named: NamedText[] = [];
  private readonly known = new Set<string>();

  constructor(private readonly names: NamesOfPeople) {}

  read(text: string, place: { where: string; href: string | null }): string {
    const found = this.names.in(text);
    if (found.length === 0) return text;
    const key = `${place.where}\n${text}`;
    if (!this.known.has(key)) {
      this.known.add(key);
      this.named.push({
        ...place,
        text,
        found: [...new Set(found.map((one) => one.text))],
        isLeftOut: found.some(({ how }) => how === 'name'),
      });
    }
    return this.names.leftOutOf(text);
  }
}

function byRecommendation<Row extends { readonly recommendationId: string }>(rows: readonly Row[]) {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.recommendationId, [...(found.get(row.recommendationId) ?? []), row]);
  return found;
}
