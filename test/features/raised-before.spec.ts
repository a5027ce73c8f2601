import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HistoryService } from '../../src/features/history/history.service.js';
import { ImportsService } from '../../src/features/imports/imports.service.js';
import { RaisedBeforeComparison } from '../../src/features/recommendations/raised-before-comparison.service.js';
import { RaisedBeforeService } from '../../src/features/recommendations/raised-before.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import type { RecommendationView } from '../../src/features/recommendations/recommendations.repository.js';
import type { Person } from '../../src/web/person.js';
import { startImports } from '../support/imports-app.js';
import type { TestApp } from '../support/test-app.js';

/** A report of an invented council, published on a day of its year. */
const report = (year: number, ...items: string[]) => `Westmarch County Council

Inspection of children's social care services

Report published: 12 May ${year}

## Recommendations

${items.map((item, at) => `${at + 11}. ${item}`).join('\n\n')}
`;

let app: TestApp;
let stop: () => Promise<void>;
let raised: RaisedBeforeService;
let recommendations: RecommendationsService;
let manager: Person;
let viewer: Person;
let stranger: Person;
const all = { limit: 200, offset: 0 };

async function accept(text: string, publication = 'published'): Promise<string> {
  const { documentId } = await app.get(ImportsService).importFile({
    authorityId: manager.authority.id,
    actor: { kind: 'import' },
    source: Buffer.from(text),
    fileName: 'report.txt',
    accept: true,
    receivedOn: '2026-11-20' as never,
    publication: publication as never,
  });
  await app.database.forAuthority(manager.authority.id, { kind: 'import' }, (tx) =>
    app.get(RaisedBeforeComparison).compare(tx, documentId),
  );
  return documentId;
}

async function found(words: string, person = manager): Promise<RecommendationView> {
  const { rows } = await recommendations.list(person, { q: words }, all);
  if (rows.length !== 1) throw new Error(`${rows.length} recommendations say ${words}`);
  return rows[0]!;
}
const marks = async (words: string, person = manager) =>
  (await found(words, person)).raisedBefore.map(({ year, number }) => `${year} as ${number}`);

let pathway2018: RecommendationView;

beforeAll(async () => {
  ({ app, stop } = await startImports());
  raised = app.get(RaisedBeforeService);
  recommendations = app.get(RecommendationsService);
  manager = await app.person({ email: 'plan.manager@westmarch.example', roles: ['plan_manager'] });
  viewer = await app.person({ email: 'viewer@westmarch.example', roles: ['viewer'] });
  stranger = await app.person({
    email: 'plan.manager@northmoor.example',
    roles: ['plan_manager'],
    authority: 'northmoor',
  });
  // The report of 2018 comes first, the one of 2014 last: the order of uploading does not matter.
  await accept(
    report(
      2018,
      'Improve the quality of pathway plans for care-experienced young people.',
      'Ensure that all staff have regular, challenging supervision.',
    ),
  );
  await accept(
    report(
      2022,
      'Make sure that every care leaver has an up-to-date pathway plan.',
      'Reduce school exclusions.',
    ),
  );
  await accept(
    report(2014, 'Review the pathway plans of care leavers twice a year.', 'Publish the threshold document.'),
  );
  pathway2018 = await found('care-experienced');
});
afterAll(() => stop());

describe('What was raised before', () => {
  it('is offered, not said, once a document is in the plan, whichever document came first', async () => {
    const { rows } = await raised.offers(manager, null, all);
    expect(
      rows.map(({ later, earlier }) => [later.year, later.number, earlier.year, earlier.number]),
    ).toEqual([
      [2022, '11', 2018, '11'],
      [2022, '11', 2014, '11'],
      [2018, '11', 2014, '11'],
    ]);
    for (const { words } of rows) expect(words.join(' ')).toMatch(/pathway/);
    expect(await marks('every care leaver')).toEqual([]);
  });

  it('stands wherever the recommendation does after a person confirmed it, over several documents', async () => {
    const newest = await found('every care leaver');
    const oldest = await found('twice a year');
    await raised.confirm(manager, newest.id, pathway2018.id);
    await raised.setAside(manager, newest.id, oldest.id);
    expect(await marks('every care leaver')).toEqual(['2018 as 11']);
    await raised.confirm(manager, pathway2018.id, oldest.id);
    expect(await marks('every care leaver')).toEqual(['2018 as 11', '2014 as 11']);
    expect(await marks('every care leaver', viewer)).toEqual(['2018 as 11', '2014 as 11']);
    expect((await raised.offers(manager, null, all)).total).toBe(0);
  });

  it('is not offered again after it was set aside, however often the document is compared', async () => {
    const { documentId } = await found('every care leaver');
    await app.database.forAuthority(manager.authority.id, { kind: 'import' }, (tx) =>
      app.get(RaisedBeforeComparison).compare(tx, documentId),
    );
    expect((await raised.offers(manager, null, all)).total).toBe(0);
    expect(await marks('every care leaver')).toEqual(['2018 as 11', '2014 as 11']);
  });

  it('can be narrowed to in the list', async () => {
    const { rows } = await recommendations.list(viewer, { raisedBefore: true }, all);
    expect(rows.map(({ documentReceivedOn, number }) => [documentReceivedOn, number])).toHaveLength(2);
    expect((await recommendations.list(viewer, { raisedBefore: false }, all)).total).toBe(4);
  });

  it('can be linked by hand where no word is alike, and taken back', async () => {
    const exclusions = await found('exclusions');
    const thresholds = await found('threshold');
    await raised.confirm(manager, exclusions.id, thresholds.id);
    expect(await marks('exclusions')).toEqual(['2014 as 12']);
    await raised.setAside(manager, exclusions.id, thresholds.id);
    expect(await marks('exclusions')).toEqual([]);
  });

  it.each([
    ['a later one', 'care-experienced', 'every care leaver'],
    ['one of the same document', 'challenging supervision', 'care-experienced'],
    ['itself', 'exclusions', 'exclusions'],
  ])('cannot be %s', async (_what, of, as) => {
    const [one, other] = [await found(of), await found(as)];
    await expect(raised.confirm(manager, one.id, other.id)).rejects.toMatchObject({ code: 'not_earlier' });
  });

  it('is decided by the plan manager, and offers are not shown to others', async () => {
    const { id } = await found('every care leaver');
    await expect(raised.confirm(viewer, id, pathway2018.id)).rejects.toMatchObject({ status: 403 });
    await expect(raised.offers(viewer, null, all)).rejects.toMatchObject({ status: 403 });
    const { links } = await raised.of(viewer, id);
    expect(links.map(({ state }) => state)).toEqual(['confirmed']);
  });

  it('is nobody else’s: another authority finds neither of the two', async () => {
    const { id } = await found('every care leaver');
    await expect(raised.of(stranger, id)).rejects.toMatchObject({ status: 404 });
    await expect(raised.confirm(stranger, id, pathway2018.id)).rejects.toMatchObject({ status: 404 });
    expect((await raised.offers(stranger, null, all)).total).toBe(0);
  });

  it('says who decided it, in the history of the recommendation', async () => {
    const { id } = await found('every care leaver');
    const { items } = await app
      .get(HistoryService)
      .read(manager, 'recommendations', id, { limit: 20, cursor: null });
    expect(JSON.stringify(items)).toContain('Raised before');
  });

  it('does not name a document under embargo to those who may not see it', async () => {
    const embargoed = await accept(
      report(2016, 'Begin supervision for all staff that challenges and is regular.'),
      'draft_under_embargo',
    );
    const supervision = await found('challenging supervision');
    const { rows } = await raised.offers(manager, supervision.documentId, all);
    expect(rows.map(({ earlier }) => earlier.documentId)).toEqual([embargoed]);
    await raised.confirm(manager, supervision.id, rows[0]!.earlier.id);
    expect(await marks('challenging supervision')).toEqual(['2016 as 11']);
    expect(await marks('challenging supervision', viewer)).toEqual([]);
    expect((await raised.of(viewer, supervision.id)).links).toEqual([]);
    expect((await recommendations.list(viewer, { raisedBefore: true }, all)).total).toBe(2);
    const history = await app
      .get(HistoryService)
      .read(viewer, 'recommendations', supervision.id, { limit: 20, cursor: null });
    expect(JSON.stringify(history.items)).not.toContain('Earlier recommendation');
  });
});
