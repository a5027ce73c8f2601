import { Injectable } from '@nestjs/common';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { Templates } from '../../platform/templates/templates.js';
import type { DigestContent, DigestLine } from './digest-content.js';

/** A digest as words: plain text for every reader, HTML for a phone. No pictures in either. */
@Injectable()
export class DigestMail {
  constructor(private readonly templates: Templates) {}

  html(content: DigestContent): string {
    return this.templates.render('notices/views/digest-mail.njk', content);
  }

  text(content: DigestContent): string {
    const parts = [
      `Hello ${content.readerName}`,
      `The improvement plan of ${content.authorityName}, ${formatLongDate(content.day)}.`,
      ...content.groups.map(({ heading, lines }) => section(heading, lines)),
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

function lineText(line: DigestLine): string {
  const name = line.reference === null ? line.title : `${line.reference} ${line.title}`;
  const rest = [
    ...(line.insteadOf === null ? [] : [`For ${line.insteadOf}, who is away`]),
    ...line.reasons,
    ...line.about,
    line.link,
  ];
  return [name, ...rest.map((one) => `  ${one}`)].join('\n');
}
