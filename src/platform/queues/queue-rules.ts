/**
 * The four conveyors. What must not be lost stands in a table first; a job only carries its id and may be lost,
 * repeated or late without harm.
 */
export const QUEUE_NAMES = ['reading', 'mail', 'sweeps', 'papers'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

interface QueueRule {
  /** How often a failing job is tried in all. */
  readonly attempts: number;
  /** The wait after the first failure; it doubles with each further one. */
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** How many jobs one worker process takes at a time. */
  readonly concurrency: number;
  /** How long a job belongs to a worker that gives no sign of life. */
  readonly lockMs: number;
  /** How often a worker looks for jobs whose worker died. */
  readonly lookForDeadMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export const QUEUE_RULES: Readonly<Record<QueueName, QueueRule>> = {
  // A document is read in a process of its own, so its worker is never silent for long; and somebody waits for it.
  reading: {
    attempts: 3,
    firstRetryMs: 10 * SECOND,
    longestRetryMs: MINUTE,
    concurrency: 1,
    lockMs: 8 * SECOND,
    lookForDeadMs: 3 * SECOND,
  },
  // A mail server that is down for a day: twenty attempts from a minute to two hours apart.
  mail: {
    attempts: 20,
    firstRetryMs: MINUTE,
    longestRetryMs: 120 * MINUTE,
    concurrency: 5,
    lockMs: 30 * SECOND,
    lookForDeadMs: 15 * SECOND,
  },
  // What fails here is found due again by the next check, minutes later.
  sweeps: {
    attempts: 3,
    firstRetryMs: 20 * SECOND,
    longestRetryMs: 2 * MINUTE,
    concurrency: 2,
    lockMs: 30 * SECOND,
    lookForDeadMs: 15 * SECOND,
  },
  // Somebody waits for a long paper; while it is drawn the worker is silent for seconds.
  papers: {
    attempts: 3,
    firstRetryMs: 10 * SECOND,
    longestRetryMs: MINUTE,
    concurrency: 1,
    lockMs: MINUTE,
    lookForDeadMs: 15 * SECOND,
  },
};

/** How long a job waits after its nth failure. */
export function retryDelay(queue: QueueName, failures: number, firstRetryMs?: number): number {
  const rule = QUEUE_RULES[queue];
  const first = firstRetryMs ?? rule.firstRetryMs;
  return Math.min(first * 2 ** Math.min(failures - 1, 30), rule.longestRetryMs);
}
