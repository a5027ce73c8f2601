import type { CellReader } from './cell-reader.js';
import type { PersonOfPlan } from './checked-sheet.js';
import { identify, peopleInCell, personKey, type PrintedPerson } from './people-in-cell.js';
import type { PlanField } from './plan-field.js';
import type { SheetChoices } from './sheet-choices.js';
import type { PlanRow } from './sheet-rows.js';

type Unknown = Map<string, { printed: PrintedPerson; rows: number; candidates: readonly string[] }>;

/**
 * Owner, contributors and accountable lead of a row. Of two owners in one cell the first is the owner and the others
 * contribute, once somebody has confirmed that. Somebody whom the plan does not know is a problem until a person of it
 * is chosen, a new one invited, or the place left empty.
 */
export function namedPeople(
  row: PlanRow,
  reader: CellReader,
  choices: SheetChoices,
  people: readonly PersonOfPlan[],
  unknown: Unknown,
): { ownerId: string | null; contributorIds: readonly string[]; leadId: string | null } {
  const find = (printed: PrintedPerson, field: PlanField) =>
    whoIs(printed, field, row, reader, choices, people, unknown);
  const owners = ownersOf(row, reader);
  const leads = peopleInCell(reader.text(row, 'lead'));
  if (owners.length > 1) {
    reader.complain(
      row,
      'owner',
      'two_owners',
      `${listed(owners)} are named. An action has one owner: ${owners[0]!.text}, with the others as contributors`,
      { toConfirm: true },
    );
  }
  if (leads.length > 1) {
    reader.complain(
      row,
      'lead',
      'two_leads',
      `${listed(leads)} are named. One person answers for an action: ${leads[0]!.text}, with the others as contributors`,
      { toConfirm: true },
    );
  }
  const [owner, ...moreOwners] = owners.map((one) => find(one, 'owner'));
  const [lead, ...moreLeads] = leads.map((one) => find(one, 'lead'));
  const others = peopleInCell(reader.text(row, 'contributors')).map((one) => find(one, 'contributors'));
  if (owner && !owner.canOwn)
    reader.complain(row, 'owner', 'cannot_own', `${owner.name} cannot be given actions`, {
      accepted: namesOf(people, 'canOwn'),
    });
  if (lead && !lead.canLead)
    reader.complain(row, 'lead', 'cannot_lead', `${lead.name} is not an accountable lead or director`, {
      accepted: namesOf(people, 'canLead'),
    });
  const contributorIds = [...moreOwners, ...moreLeads, ...others].flatMap((one) => (one ? [one.id] : []));
  return {
    ownerId: owner?.canOwn ? owner.id : null,
    leadId: lead?.canLead ? lead.id : null,
    contributorIds: [...new Set(contributorIds)].filter((id) => id !== owner?.id),
  };
}

/** The owners' names with the mail addresses of the column beside them, where there are as many. */
function ownersOf(row: PlanRow, reader: CellReader): readonly PrintedPerson[] {
  const named = peopleInCell(reader.text(row, 'owner'));
  const mailed = peopleInCell(reader.text(row, 'ownerEmail')).filter((one) => one.email !== null);
  if (mailed.length === 0) return named;
  if (named.length === 0) return mailed;
  return named.map((one, index) => ({ ...one, email: one.email ?? mailed[index]?.email ?? null }));
}

function whoIs(
  printed: PrintedPerson,
  field: PlanField,
  row: PlanRow,
  reader: CellReader,
  choices: SheetChoices,
  people: readonly PersonOfPlan[],
  unknown: Unknown,
): PersonOfPlan | null {
  const key = personKey(printed);
  const decided = choices.people[key];
  if (decided !== undefined) return people.find((one) => one.id === decided) ?? null;
  const found = identify(printed, people);
  if ('person' in found) return people.find((one) => one.id === found.person.id) ?? null;
  const candidates = 'several' in found ? found.several.map((one) => one.id) : [];
  const before = unknown.get(key);
  unknown.set(key, { printed, rows: (before?.rows ?? 0) + 1, candidates });
  if (candidates.length > 0) {
    reader.complain(
      row,
      field,
      'several_people_of_that_name',
      `${candidates.length} people are called ${printed.name}. Write the mail address of the one who is meant`,
      {
        accepted: 'several' in found ? found.several.map((one) => one.email) : [],
      },
    );
  } else {
    const unknownOne = printed.email ? `has the address ${printed.email}` : `is called ${printed.text}`;
    reader.complain(row, field, 'unknown_person', `Nobody of this authority ${unknownOne}`, {
      accepted: namesOf(people, field === 'lead' ? 'canLead' : 'canOwn'),
    });
  }
  return null;
}

function namesOf(people: readonly PersonOfPlan[], may: 'canOwn' | 'canLead'): readonly string[] {
  return people
    .filter((one) => one[may])
    .map((one) => one.name)
    .slice(0, 20);
}

function listed(people: readonly PrintedPerson[]): string {
  const names = people.map((one) => one.text);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
