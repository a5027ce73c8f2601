import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { PageSections } from '../../web/pages/page-sections.js';
import type { MeetingRow } from './meetings.repository.js';

/** What later features show on the page of a meeting: its pack, the challenges that were raised. */
@Injectable()
export class MeetingSections extends PageSections<{
  readonly meeting: MeetingRow;
  readonly today: LocalDate;
}> {}
