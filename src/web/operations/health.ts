import { Injectable } from '@nestjs/common';

export interface CheckResult {
  readonly ok: boolean;
  /** A few words or numbers for whoever looks; never a secret, never a person. */
  readonly detail?: string | number;
}

export type Check = () => Promise<CheckResult>;

const LONGEST_CHECK_MS = 3000;

/** What must be well for this process to be given work. Modules add their own check when they start. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, Check>();

  add(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  async ready(): Promise<{ status: 'ok' | 'not_ready'; checks: Record<string, CheckResult> }> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await answerOf(check)] as const),
    );
    const ok = results.every(([, result]) => result.ok);
    return { status: ok ? 'ok' : 'not_ready', checks: Object.fromEntries(results) };
  }
}

async function answerOf(check: Check): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: 'no answer in time' }), LONGEST_CHECK_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    // A check that throws is the answer "not well"; the reason is the detail.
    return { ok: false, detail: error instanceof Error ? error.message : 'failed' };
  } finally {
    clearTimeout(timer);
  }
}
