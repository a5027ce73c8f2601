import { Injectable } from '@nestjs/common';
import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Step } from '../../domain/ladder/notice.js';
import type { Tx } from '../../platform/database/database.js';
import type { MailMessage } from '../../platform/mail/mailer.js';
import type { AnswerLink, LinkWanted } from '../actions/answer-links/answer-links.service.js';
import { grouped, linesOf, subjectLine, type DigestContent } from './digest-content.js';
import { DigestMail } from './digest-mail.js';
import { DigestNoticesRepository, type PersonSince } from './digest-notices.repository.js';
import { DigestTruth, type Checked } from './digest-truth.js';
import type { HeldDigest } from './digests.repository.js';
import type { Morning, SubjectWords, Told } from './morning.js';
import { keyOf } from './notice-subjects.js';
import { noticePaths } from './notices.paths.js';
import { PostOffice } from './post-office.js';
import type { SomebodyTold } from './who-is-who.js';

/** How far back what was told before may still be listed as open. */
const OPEN_SINCE_DAYS = 183;
/** How long after an absence what the deputy was told is still told. */
const BACK_WITHIN_DAYS = 7;
/** What stays open until somebody does something. */
const LISTED_AS_OPEN: readonly Step[] = [
  ...(['due_soon', 'turned_red', 'overdue', 'escalation_1', 'escalation_2', 'statutory'] as const),
  ...(['to_check', 'to_decide', 'explanation_wanted', 'challenge', 'challenge_overdue'] as const),
];

/** A digest as it is to go, or why it is not to. */
export interface WrittenDigest {
  readonly digest: HeldDigest;
  /** Notices in it that are no longer true. */
  readonly stale: readonly string[];
  readonly letter:
    | { readonly mail: MailMessage; readonly noticeIds: readonly string[] }
    | { readonly nothing: string }
    | { readonly broken: Error };
}

/** What was decided for a digest and what its reader was told before. */
interface Contents {
  readonly digest: HeldDigest;
  readonly inIt: readonly Told[];
  readonly missed: readonly Told[];
  readonly before: readonly Told[];
  /** Of a plan manager: actions that were late when they were published since their last digest. */
  readonly late: number;
}

/** What of it is still true and goes. */
interface Chosen {
  readonly digest: HeldDigest;
  readonly reader: SomebodyTold;
  readonly stale: readonly string[];
  readonly news: readonly Told[];
  readonly away: readonly Told[];
  readonly open: readonly Told[];
  readonly late: number;
}

/** Everything that is true of what these digests are about, read once for all of them. */
interface Material {
  readonly morning: Morning;
  readonly checked: Checked;
  readonly words: ReadonlyMap<string, SubjectWords>;
  readonly authorityName: string;
}

/**
 * Writes the digests of one authority from what is true now. Facts and words are read for all of them at once, however
 * many they are. Changes nothing but that it makes the links by which readers answer, so that transaction is to be
 * committed before the mails go.
 */
@Injectable()
export class DigestWriter {
  constructor(
    private readonly truth: DigestTruth,
    private readonly notices: DigestNoticesRepository,
    private readonly mail: DigestMail,
    private readonly post: PostOffice,
  ) {}

  async write(tx: Tx, digests: readonly HeldDigest[]): Promise<WrittenDigest[]> {
    const written: WrittenDigest[] = [];
    for (const [day, ofDay] of byDay(digests)) written.push(...(await this.writeOfDay(tx, day, ofDay)));
    return written;
  }

  private async writeOfDay(tx: Tx, day: LocalDate, digests: readonly HeldDigest[]): Promise<WrittenDigest[]> {
    const morning = await this.truth.morning(tx, day);
    const contents = await this.contents(tx, morning, digests);
    const told = contents.flatMap(({ inIt, missed, before }) => [...inIt, ...missed, ...before]);
    const material: Material = {
      morning,
      checked: await this.truth.check(tx, morning, told),
      words: await this.truth.subjects.wordsOf(tx, morning, told),
      authorityName: await this.notices.authorityName(tx),
    };
    const chosen = contents.map((one) => guarded(one.digest, () => this.choose(one, material)));
    // Kept with this transaction, which is committed before any of the mails goes.
    const wanted = chosen.flatMap((one) => ('news' in one ? linksWanted(one) : []));
    const links = await this.post.answerLinks.make(tx, wanted);
    return chosen.map((one) =>
      'news' in one ? guarded(one.digest, () => this.writeOne(one, material, links)) : one,
    );
  }

  /** What waits in each; what the reader missed while away; and with the first of a week what is still open. */
  private async contents(
    tx: Tx,
    { people }: Morning,
    digests: readonly HeldDigest[],
  ): Promise<readonly Contents[]> {
    const inThem = await this.notices.waitingIn(
      tx,
      digests.map(({ id }) => id),
    );
    const absences: PersonSince[] = [];
    for (const { personId, day } of digests) {
      const { deputyId, awayFrom, awayUntil } = people.get(personId) ?? {};
      if (!deputyId || !awayFrom || !awayUntil) continue;
      const isBack = awayUntil < day && awayUntil >= addDays(day, -BACK_WITHIN_DAYS);
      if (isBack) absences.push({ personId, since: awayFrom });
    }
    const missed = await this.notices.toldInstead(tx, absences);
    const firsts = digests
      .filter(({ isFirstOfWeek }) => isFirstOfWeek)
      .map(({ personId, day }) => ({ personId, since: addDays(day, -OPEN_SINCE_DAYS) }));
    const before = await this.notices.latestTold(tx, firsts, LISTED_AS_OPEN);
    const managers = digests.filter(
      ({ personId, repeats }) => repeats === null && people.get(personId)?.roles.includes('plan_manager'),
    );
    const late = await this.notices.lateWhenPublished(tx, managers);
    return digests.map((digest) => ({
      digest,
      late: digest.repeats === null ? (late.get(digest.personId) ?? 0) : 0,
      inIt: inThem.get(digest.id) ?? [],
      missed: missed.get(digest.personId) ?? [],
      before: before.get(digest.personId) ?? [],
    }));
  }

  private choose({ digest, inIt, missed, before, late }: Contents, all: Material): Chosen | WrittenDigest {
    const { morning, checked } = all;
    const reader = morning.people.get(digest.personId);
    if (!reader || reader.isClosed) {
      return { digest, stale: [], letter: { nothing: 'The account was closed' } };
    }
    const news = inIt.filter(checked.isTrue);
    const stillTrue = new Set(news);
    const stale = inIt.filter((one) => !stillTrue.has(one)).map(({ id }) => id);
    const newsOf = new Set(news.map(lineKey));
    const isTrueBeside = (one: Told) => !newsOf.has(lineKey(one)) && checked.isTrue(one);
    const away = missed.filter(isTrueBeside);
    if (news.length + away.length + late === 0) {
      return { digest, stale, letter: { nothing: 'Nothing in it was still true' } };
    }
    return { digest, reader, stale, news, away, open: before.filter(isTrueBeside), late };
  }

  private writeOne(chosen: Chosen, all: Material, links: readonly AnswerLink[]): WrittenDigest {
    const { digest, reader, stale, news, away, open, late } = chosen;
    const { morning, checked, words, authorityName } = all;
    const { baseUrl, mailer } = this.post;
    const readerId = reader.personId;
    const material = { morning, readerId, subjects: checked.subjects, words, baseUrl };
    const lines = linesOf(news, material);
    const owners = new Set(linksWanted(chosen).map(({ ownerId }) => ownerId));
    const content: DigestContent = {
      authorityName,
      readerName: reader.name,
      day: digest.day,
      groups: grouped(lines),
      whileAway: linesOf(away, material),
      stillOpen: linesOf(open, material),
      answerLinks: links
        .filter((link) => link.readerId === readerId && owners.has(link.ownerId))
        .map(({ ownerId, count, closesOn, validUntil, path }) => ({
          insteadOf: ownerId === readerId ? null : morning.people.nameOf(ownerId),
          count,
          closesOn,
          validUntil,
          link: `${baseUrl}${path}`,
        })),
      lateList: late === 0 ? null : { count: late, link: `${baseUrl}${noticePaths.lateWhenPublished()}` },
      homeLink: `${baseUrl}/`,
    };
    const mail: MailMessage = {
      kind: 'digest',
      isRepeat: digest.attempts > 0,
      to: reader.email,
      messageId: mailer.messageIdOf(`digest.${digest.id}`),
      subject: subjectLine(content, lines),
      text: this.mail.text(content),
      html: this.mail.html(content),
    };
    return { digest, stale, letter: { mail, noticeIds: news.map(({ id }) => id) } };
  }
}

/** One that cannot be written does not stop the others. */
function guarded<T>(digest: HeldDigest, work: () => T | WrittenDigest): T | WrittenDigest {
  try {
    return work();
  } catch (error) {
    const broken = error instanceof Error ? error : new Error(String(error));
    return { digest, stale: [], letter: { broken } };
  }
}

/** For the reader, and for those in whose place they get it. */
function linksWanted({ reader, news }: Chosen): LinkWanted[] {
  const readerId = reader.personId;
  const owners = new Set([readerId, ...news.map(({ personId }) => personId)]);
  return [...owners].map((ownerId) => ({ readerId, ownerId }));
}

function byDay(digests: readonly HeldDigest[]): Map<LocalDate, HeldDigest[]> {
  const days = new Map<LocalDate, HeldDigest[]>();
  for (const one of digests) days.set(one.day, [...(days.get(one.day) ?? []), one]);
  return days;
}

function lineKey(one: Told): string {
  return `${keyOf(one.subjectKind, one.subjectId)} ${one.personId}`;
}
