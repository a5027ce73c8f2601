import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { PageSections } from '../../web/pages/page-sections.js';
import type { Accessed } from './action-access.js';

/** What later features show on the page of an action: dates asked for, evidence, what inspectors said. */
@Injectable()
export class ActionSections extends PageSections<Accessed & { readonly today: LocalDate }> {}
