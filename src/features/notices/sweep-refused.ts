export type SweepRefusalCode = 'before_last_sweep' | 'in_the_future';

/** A morning that cannot be swept. */
export class SweepRefused extends Error {
  override name = 'SweepRefused';

  constructor(
    readonly code: SweepRefusalCode,
    message: string,
  ) {
    super(message);
  }
}
