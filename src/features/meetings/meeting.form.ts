import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Choice, Day, FreeText, Identifier, Text, Version } from '../../web/forms/fields.js';
import { BOARD_ROLES, type BoardRole } from './board-member.entity.js';
import { BOARD_KINDS, type BoardKind } from './board.entity.js';

export class BoardBody {
  @Text({ label: 'The name', longest: 120, missing: 'Enter the name of the board' }) name!: string;
  @Choice({ of: BOARD_KINDS, missing: 'Choose what kind of board it is' }) kind!: BoardKind;
}

export class BoardNameBody {
  @Text({ label: 'The name', longest: 120, missing: 'Enter the name of the board' }) name!: string;
}

export class BoardNameForm extends BoardNameBody {
  @Version() version!: number;
}

export class MemberBody {
  @Identifier({ missing: 'Choose who sits on the board' }) personId!: string;
  @Choice({ of: BOARD_ROLES, missing: 'Choose the seat' }) role!: BoardRole;
  @Day({ label: 'The first day' }) fromOn!: LocalDate | null;
  @Day({ label: 'The last day' }) untilOn!: LocalDate | null;
}

export class EndMemberBody {
  @Day({ label: 'The last day' }) untilOn!: LocalDate | null;
}

export class MeetingChangeBody {
  @Day({ label: 'The day of the meeting', missing: 'Enter the day of the meeting' }) meetsOn!: LocalDate;
  @Day({ label: 'The deadline for papers' }) paperDeadline!: LocalDate | null;
  @FreeText({ label: 'The place', longest: 200 }) place!: string | null;
}

export class MeetingChangeForm extends MeetingChangeBody {
  @Version() version!: number;
}

export class MeetingBody extends MeetingChangeBody {
  @Identifier({ missing: 'Choose the board that meets' }) boardId!: string;
}

export class CancelBody {
  @FreeText({ label: 'The reason', longest: 1000, missing: 'Enter why the meeting is cancelled' })
  because!: string;
}

export class CancelForm extends CancelBody {
  @Version() version!: number;
}

export class HeldForm {
  @Version() version!: number;
}
