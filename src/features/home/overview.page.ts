import { COLOURS } from '../../domain/rating/reason-code.js';
import type { Person } from '../../web/person.js';
import { COUNTED_STATUSES, OPEN_STATUSES } from '../actions/action-filters.js';
import { COLOUR_NAMES, movedWords } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import { reasonList } from '../actions/reason-words.js';
import { documentPaths } from '../documents/documents.paths.js';
import { packCharts } from '../packs/paper/pack-charts.js';
import { recommendationModel } from '../recommendations/recommendation.page.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import type { AgencyFigures } from './overview.repository.js';
import type { Overview } from './overview.service.js';

const counted = [...COUNTED_STATUSES];
const open = [...OPEN_STATUSES];
const STANDING = 'open,proposed_as_met';

/** The whole picture: every figure leads to the list that it counts. */
export function overviewModel({ plan, ...overview }: Overview, person: Person) {
  const { figures, recommendations, exceptions } = plan;
  return {
    today: overview.today,
    leftOut: plan.leftOut,
    headline: {
      met: recommendations.met,
      recommendations: recommendations.total,
      complete: figures.complete,
      total: figures.total,
    },
    counts: COLOURS.map((colour) => ({
      colour,
      name: COLOUR_NAMES[colour],
      count: figures.counts[colour],
      href: actionPaths.list({ rating: colour, status: counted }),
    })),
    overdue: { count: figures.overdue, href: actionPaths.list({ overdue: true, status: counted }) },
    noOwner: { count: figures.noOwner, href: actionPaths.list({ ownerId: 'none', status: open }) },
    withoutAction: {
      count: recommendations.withoutAction,
      href: recommendationPaths.list({ withoutAction: true, status: 'open' }),
    },
    statutory: overview.statutory.map((one) => ({ ...one, href: documentPaths.document(one.id) })),
    escalations: {
      more: overview.escalations.total - overview.escalations.rows.length,
      rows: overview.escalations.rows.map((row) => ({
        ...row,
        href: actionPaths.action(row.id),
        stepNumber: row.step === 'escalation_2' ? 2 : 1,
      })),
    },
    priority: {
      more: plan.priority.total - plan.priority.rows.length,
      href: recommendationPaths.list({ priority: 'priority_action', status: STANDING }),
      rows: plan.priority.rows.map((row) => recommendationModel(row)),
    },
    byAgency: overview.byAgency.map((row) => agencyModel(row, person)),
    exceptions: {
      more: Math.max(0, figures.counts.red - exceptions.length),
      href: actionPaths.list({ rating: 'red', status: counted }),
      rows: exceptions.map((line) => ({
        ...line,
        href: actionPaths.action(line.id),
        reasons: reasonList(line.ratingReasons),
        moved: movedWords(line.timesMoved, line.daysSlipped),
      })),
    },
    decisions: overview.decisions,
    trend:
      packCharts({
        coloursOverTime: plan.trend,
        planAgainstActual: [],
        ageOfOverdue: [],
        judgements: [],
      }).find(({ kind }) => kind === 'chart') ?? null,
  };
}

function agencyModel(row: AgencyFigures, person: Person) {
  const agencyId = row.agencyId ?? 'none';
  return {
    ...row,
    name: row.name ?? person.authority.name,
    overdueHref: actionPaths.list({ overdue: true, status: open, agencyId }),
    openHref: actionPaths.list({ status: open, agencyId }),
    redHref: actionPaths.list({ rating: 'red', status: open, agencyId }),
  };
}
