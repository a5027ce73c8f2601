import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ladderFrom } from '../../../domain/ladder/ladder-settings.js';
import { LADDER_PRESETS } from '../../../domain/ladder/ladder-preset.js';
import { ApiChanges, ApiSignIn, IfMatch } from '../../../web/api/api.decorators.js';
import { readChange } from '../../../web/forms/read-form.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import type { LadderVersion } from '../ladder-versions.repository.js';
import { LadderBody, NUMBER_NAMES, wantedOf } from './ladder.form.js';
import { previewSentence } from './ladder.page.js';
import { LadderSettingsService, type WantedLadder } from './ladder-settings.service.js';

@ApiTags('plan')
@ApiSignIn()
@Controller('api/v1/plan/ladder')
@Requires('plan.read')
export class LadderSettingsApi {
  constructor(private readonly ladder: LadderSettingsService) {}

  @Get()
  async one(@CurrentPerson() person: Person) {
    return itemOf((await this.ladder.read(person)).versions[0]!);
  }

  /** The one in force first. */
  @Get('versions')
  async versions(@CurrentPerson() person: Person) {
    const items = (await this.ladder.read(person)).versions.map(itemOf);
    return { items, nextCursor: null, total: items.length };
  }

  /** What a change would send more and fewer in the next ten working days. */
  @Post('preview')
  @HttpCode(200)
  @Requires('plan.manage')
  async preview(@CurrentPerson() person: Person, @Body() body: unknown) {
    const tried = await this.ladder.preview(person, await this.wanted(person, body));
    return {
      sentence: previewSentence(tried),
      days: tried.days,
      before: tried.before.length,
      after: tried.after.length,
      more: tried.more,
      fewer: tried.fewer,
      onAnotherDay: tried.moved,
    };
  }

  @Patch()
  @ApiChanges()
  @Requires('plan.manage')
  async change(@CurrentPerson() person: Person, @IfMatch() version: number, @Body() body: unknown) {
    return itemOf(await this.ladder.change(person, version, await this.wanted(person, body)));
  }

  /** Another preset brings its own numbers; those named in the body stand above them. */
  private async wanted(person: Person, body: unknown): Promise<WantedLadder> {
    const change = readChange(LadderBody, body);
    const latest = (await this.ladder.read(person)).versions[0]!;
    const begins = change.preset === undefined ? ladderFrom(latest) : LADDER_PRESETS[change.preset];
    const numbers = Object.fromEntries(NUMBER_NAMES.map((name) => [name, change[name] ?? begins[name]]));
    return wantedOf({
      ...(numbers as Omit<LadderBody, 'preset' | 'off' | 'reason' | 'version'>),
      preset: change.preset ?? latest.preset,
      off: change.off ?? [...latest.off],
      reason: change.reason ?? null,
    });
  }
}

function itemOf(version: LadderVersion) {
  const { name: preset, off, addedOn, ...numbers } = ladderFrom(version);
  const { number, reason, setBy, setOn } = version;
  return { preset, ...numbers, off, addedOn, reason, setBy, setOn, version: number };
}
