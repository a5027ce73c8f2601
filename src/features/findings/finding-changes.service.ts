import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Sentiment } from '../../domain/intake/extraction.js';
import { sentenceStarts } from '../../domain/lifecycle/finding-answer.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { OwnRecommendationsRepository } from '../recommendations/own-recommendations.repository.js';
import { FindingLinksRepository } from './finding-links.repository.js';
import { FindingsRepository, type FindingView } from './findings.repository.js';

export interface TypedFinding {
  readonly text: string;
  readonly sentiment: Sentiment | null;
  readonly section: string | null;
  readonly documentId: string | null;
  readonly documentTitle: string | null;
  readonly documentKind: string | null;
  readonly documentDate: LocalDate | null;
  readonly coveredAreas: string | null;
}

/** Typing findings in, correcting how they are taken, and splitting a paragraph that says two things. */
@Injectable()
export class FindingChangesService {
  constructor(
    private readonly database: Database,
    private readonly findings: FindingsRepository,
    private readonly links: FindingLinksRepository,
    private readonly typed: OwnRecommendationsRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** A finding of a check that has no file: at the end of its document, which is made where it is new. */
  async add(person: Person, finding: TypedFinding): Promise<FindingView> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const documentId = await this.documentOf(tx, person, finding);
      const id = await this.findings.addTyped(tx, documentId, finding);
      const areas = (finding.coveredAreas ?? '').split('\n').flatMap((line) => line.trim() || []);
      if (areas.length > 0) await this.findings.coverToo(tx, documentId, areas);
      return this.found(tx, id);
    });
  }

  /** The documents that were typed in, to add another finding to. */
  documents(person: Person): Promise<{ id: string; title: string; receivedOn: LocalDate }[]> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.within(person, (tx) => this.typed.documents(tx, 50));
  }

  /**
   * Section and sentiment as a person reads them. What was a weakness stops being one only by a quality assurance lead;
   * what was called support or set aside becomes a weakness only after that has ended.
   */
  async correct(
    person: Person,
    id: string,
    version: number,
    change: Partial<Pick<FindingView, 'section' | 'sentiment'>>,
  ): Promise<FindingView> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      if (isUuid(id)) await this.links.hold(tx, id);
      const now = await this.found(tx, id);
      if (now.version !== version) throw new StaleVersion(now.version);
      const sentiment = change.sentiment === undefined ? now.sentiment : change.sentiment;
      const isChanged = sentiment !== now.sentiment;
      if (isChanged && now.sentiment === 'weakness' && !may('findings.agree', person)) {
        throw new Forbidden(
          'quality_decides',
          'What was read as a weakness is changed by a quality assurance lead only',
        );
      }
      if (isChanged && sentiment === 'weakness' && (await this.isSoftened(tx, id))) {
        throw new StateForbids(
          'answered_already',
          'It was set aside or called support. End that first: for a weakness quality assurance has to agree',
        );
      }
      const section = change.section === undefined ? now.section : change.section;
      await this.findings.correct(tx, id, { section, sentiment });
      return this.found(tx, id);
    });
  }

  /** Two findings of one, at the beginning of a sentence; what it was linked to stays with the first. Gives the second. */
  async split(person: Person, id: string, version: number, at: number): Promise<FindingView> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      if (isUuid(id)) await this.links.hold(tx, id);
      const now = await this.found(tx, id);
      if (now.version !== version) throw new StaleVersion(now.version);
      if (!sentenceStarts(now.text).includes(at)) {
        const message = 'Choose the beginning of a sentence';
        throw new Refused('not_a_sentence', message, [{ field: 'at', message }]);
      }
      const second = await this.findings.split(tx, now, at);
      return this.found(tx, second);
    });
  }

  private async isSoftened(tx: Tx, id: string): Promise<boolean> {
    const links = await this.links.ofFindings(tx, [id]);
    return links.some(
      ({ link, agreedByName }) => (link === 'set_aside' || link === 'supports') && !agreedByName,
    );
  }

  private async documentOf(tx: Tx, person: Person, finding: TypedFinding): Promise<string> {
    if (finding.documentTitle === null) {
      const { documentId } = finding;
      const known = documentId !== null && (await this.typed.isTyped(tx, documentId));
      if (!known) refuse('documentTitle', 'Choose the check, or enter the title of a new one');
      return documentId!;
    }
    const today = await this.days.today(tx);
    const receivedOn = finding.documentDate ?? refuse('documentDate', 'Enter the date of the check');
    if (receivedOn > today) refuse('documentDate', 'The date of the check must not be in the future');
    const kind = finding.documentKind ?? refuse('documentKind', 'Choose what kind of check it is');
    const document = { kind, title: finding.documentTitle, receivedOn };
    return this.typed.document(tx, document, person.personId, this.days.now());
  }

  private async found(tx: Tx, id: string): Promise<FindingView> {
    const finding = isUuid(id) ? await this.findings.view(tx, id, false) : null;
    if (finding === null) throw new NotFound('There is no such finding');
    return finding;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function refuse(field: string, message: string): never {
  throw new Refused('wrong_document', message, [{ field, message }]);
}
