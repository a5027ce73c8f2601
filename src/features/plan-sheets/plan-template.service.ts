import { Injectable } from '@nestjs/common';
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { may } from '../../domain/access/policy.js';
import { ACTION_KINDS } from '../../domain/lifecycle/publishing.js';
import { PLAN_FIELD_NAMES, type PlanField } from '../../domain/plan-sheet/plan-field.js';
import { ACCEPTED_DAYS } from '../../domain/plan-sheet/printed-day.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { EVIDENCE_KIND_NAMES } from '../actions/action-words.js';
import { PlanAroundRepository } from './plan-around.repository.js';

const COLUMNS: readonly (readonly [PlanField, number])[] = [
  ['reference', 12],
  ['workstream', 28],
  ['recommendation', 28],
  ['title', 50],
  ['description', 50],
  ['kind', 12],
  ['owner', 24],
  ['ownerEmail', 32],
  ['contributors', 28],
  ['lead', 24],
  ['startOn', 18],
  ['dueOn', 18],
  ['status', 14],
  ['successMeasure', 40],
  ['requiredEvidence', 26],
  ['note', 40],
];

/** An empty plan as a workbook: its columns, and a second sheet with what may stand in them. */
@Injectable()
export class PlanTemplateService {
  constructor(
    private readonly database: Database,
    private readonly around: PlanAroundRepository,
  ) {}

  async workbook(person: Person): Promise<Buffer> {
    if (!may('plan_sheets.import', person)) throw new Forbidden();
    const { people, workstreams, recommendations } = await this.database.forAuthority(
      person.authority.id,
      person.actor,
      async (tx) => ({
        people: await this.around.peopleOfPlan(tx),
        workstreams: await this.around.workstreams(tx),
        recommendations: await this.around.recommendations(tx),
      }),
    );
    const lists: (readonly [string, readonly string[]])[] = [
      ['Workstream', workstreams.map(({ name }) => name)],
      [
        'Recommendation',
        recommendations.map(({ number, text }) => [number, text].filter(Boolean).join('. ')),
      ],
      ['Kind', ACTION_KINDS],
      ['Owner', people.filter(({ canOwn }) => canOwn).map(({ name }) => name)],
      ['Mail address of the owner', people.filter(({ canOwn }) => canOwn).map(({ email }) => email)],
      ['Accountable lead', people.filter(({ canLead }) => canLead).map(({ name }) => name)],
      ['Start date, due date', ACCEPTED_DAYS],
      ['Status', ['Not started', 'In progress', 'Complete']],
      ['Required evidence', Object.values(EVIDENCE_KIND_NAMES)],
    ];
    const bold = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' });
    // Every cell is text: a name that begins with "=" must never become a formula.
    const text = (value: string | undefined): Cell => (value === undefined ? null : { value, type: String });
    const longest = Math.max(...lists.map(([, values]) => values.length));
    return writeXlsxFile([
      {
        sheet: 'Plan',
        data: [COLUMNS.map(([field]) => bold(PLAN_FIELD_NAMES[field]))],
        columns: COLUMNS.map(([, width]) => ({ width })),
        stickyRowsCount: 1,
      },
      {
        sheet: 'Accepted values',
        data: [
          lists.map(([name]) => bold(name)),
          ...Array.from({ length: longest }, (_, at) => lists.map(([, values]) => text(values[at]))),
        ],
        columns: lists.map(() => ({ width: 32 })),
        stickyRowsCount: 1,
      },
    ]).toBuffer();
  }
}
