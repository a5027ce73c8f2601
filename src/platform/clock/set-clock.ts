import { Clock } from './clock.js';

/** A clock that stands where it was set: to load demonstration data through the months it tells of, and in tests. */
export class SetClock extends Clock {
  constructor(private moment: Date) {
    super();
  }

  override now(): Date {
    return this.moment;
  }

  override pretended(): Date {
    return this.moment;
  }

  moveTo(moment: Date): void {
    this.moment = moment;
  }
}
