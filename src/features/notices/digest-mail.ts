import { Injectable } from '@nestjs/common';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { Templates } from '../../platform/templates/templates.js';
import { lateWords, type DigestAnswerLink, type DigestContent, type DigestLine } from './digest-content.js';

/** A digest as words: plain text for every reader, HTML for a phone. No pictures in either. */
@Injectable()
export class DigestMail {
  constructor(private readonly templates: Templates) {}

  html(content: DigestContent): string {
    const { lateList } = content;
    const late = lateList === null ? null : { ...lateList, words: lateWords(lateList.count) };
    return this.templates.render('notices/views/digest-mail.njk', { ...content, late });
  }

  text(content: DigestContent): string {
    const parts = [
      `Hello ${content.readerName}`,
      `The improvement plan of ${content.authorityName}, ${formatLongDate(content.day)}.`,
      ...content.answerLinks.map(answerLinkText),
      ...content.groups.map(({ heading, lines }) => section(heading, lines)),
      content.lateList === null ? '' : lateText(content.lateList),
      content.whileAway.length > 0 ? section('While you were away', content.whileAway) : '',
      content.stillOpen.length > 0 ? section('Still open, told before', content.stillOpen) : '',
      `Everything that is yours: ${content.homeLink}`,
      'You get this mail on working days, only when there is something new for you.',
    ];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
  }
}

function section(heading: string, lines: readonly DigestLine[]): string {
  return [heading.toUpperCase(), ...lines.map(lineText)].join('\n\n');
}

function lateText({ count, link }: { count: number; link: string }): string {
  return ['LATE WHEN PUBLISHED', '', `${lateWords(count)}.`, `  ${link}`].join('\n');
}

function answerLinkText(one: DigestAnswerLink): string {
  const actions = one.count === 1 ? '1 action' : `${one.count} actions`;
  const instead = one.insteadOf === null ? '' : ` for ${one.insteadOf}, who is away`;
  return [
    `ANSWER${instead.toUpperCase()} WITHOUT SIGNING IN`,
    '',
    `  ${actions} until ${formatLongDate(one.closesOn)}:`,
    `  ${one.link}`,
    `  The link works once, until the end of ${formatLongDate(one.validUntil)}. Do not pass it on.`,
  ].join('\n');
}

function lineText(line: DigestLine): string {
  const name = [line.reference, line.title].filter((part) => part !== null).join(' ');
  const why =
    line.insteadOf === null ? `You get this as ${line.as}` : `For ${line.insteadOf}, who is away: ${line.as}`;
  const rest = [...line.reasons, ...line.about, why, ...(line.link === null ? [] : [line.link])];
  return [name, ...rest.map((one) => `  ${one}`)].join('\n');
}
