import { NationalSampleService } from '../features/administration/national-sample.service.js';
import { SampleDataModule } from '../features/administration/demonstration/sample-data.module.js';
import { SetClock } from '../platform/clock/set-clock.js';
import { withApplication } from './application.js';
import { type Call, type Command, complain } from './command.js';

/** A large invented sample to measure with. */
export const command: Command = {
  usage: 'seed national --authorities N --actions M [--people P] [--json]',
  options: { authorities: { type: 'string' }, actions: { type: 'string' }, people: { type: 'string' } },
  async run(call: Call): Promise<number> {
    const authorities = whole(call, 'authorities', 1000);
    const actions = whole(call, 'actions', 2_000_000);
    const people = call.text('people') === null ? null : whole(call, 'people', 100_000);
    const clock = new SetClock(new Date());
    const made = await withApplication(
      (app) =>
        app
          .get(NationalSampleService)
          .seed(clock, authorities, actions, people, (slug) => complain(`${slug} done`)),
      { clock, modules: () => [SampleDataModule] },
    );
    call.print(made, `Made ${made.actions} actions of ${made.authorities} authorities`);
    return 0;
  },
};

function whole(call: Call, name: string, most: number): number {
  const number = Number(call.needed(name));
  if (!Number.isSafeInteger(number) || number < 1 || number > most) {
    throw call.wrong(`--${name} is a whole number from 1 to ${most}`);
  }
  return number;
}
