import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { TestApp } from './test-app.js';

const PLACES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--no-first-run',
  '--metrics-recording-only',
  '--mute-audio',
];

const PHONE = { width: 375, height: 812 };
const DESK = { width: 1280, height: 900 };

/** Where Chromium is installed; with CI=true a missing one is a failure, else its tests are passed over. */
export function browserPath(): string | null {
  const found = PLACES.find((path) => path !== undefined && existsSync(path)) ?? null;
  if (found === null && process.env['CI'] === 'true') throw new Error('No Chromium is installed');
  if (found === null) console.warn('No Chromium is installed: the tests in a real browser are skipped');
  return found;
}

export interface PageOptions {
  readonly phone?: boolean;
  /** Without script, as some people's browsers are. */
  readonly withoutScript?: boolean;
}

/** A real browser for journeys. */
export class TestBrowser {
  private constructor(private readonly browser: Browser) {}

  static async open(): Promise<TestBrowser> {
    const executablePath = browserPath();
    if (executablePath === null) throw new Error('No Chromium is installed');
    return new TestBrowser(await chromium.launch({ executablePath, headless: true, args: QUIET }));
  }

  /** A page of nobody signed in. */
  async page(app: TestApp, options: PageOptions = {}): Promise<Page> {
    const context = await this.context(app, options);
    return context.newPage();
  }

  /** A page of somebody who has signed in. */
  async pageAs(
    app: TestApp,
    email: string,
    options: PageOptions & { authority?: string } = {},
  ): Promise<Page> {
    const context = await this.context(app, options);
    const visitor = await app.signIn(email, { authority: options.authority ?? 'westmarch' });
    const value = visitor.cookie('session') ?? '';
    await context.addCookies([{ name: 'session', value, url: app.url, httpOnly: true, sameSite: 'Lax' }]);
    return context.newPage();
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async context(app: TestApp, options: PageOptions): Promise<BrowserContext> {
    return this.browser.newContext({
      baseURL: app.url,
      viewport: options.phone ? PHONE : DESK,
      isMobile: options.phone ?? false,
      hasTouch: options.phone ?? false,
      javaScriptEnabled: !options.withoutScript,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
  }
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown; html: string; failureSummary?: string }[];
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with every violation of WCAG 2.2 AA that axe finds on the page as it stands. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // Our own policy forbids scripts that are not ours, so axe comes in through the debugger, past it.
  const source = await import('node:fs/promises').then((fs) => fs.readFile(AXE, 'utf8'));
  await page.evaluate(source);
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(WCAG_22_AA)} } }).then((found) => found.violations)`,
  )) as Violation[];
  if (violations.length === 0) return;
  const told = violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${violation.help}\n  ${node.html}\n  ${node.failureSummary ?? ''}`,
    ),
  );
  throw new Error(`${page.url()} is not accessible:\n${told.join('\n')}`);
}

/** Fails when the page runs off the side of the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [inside, outside] = (await page.evaluate(
    '[document.documentElement.clientWidth, document.documentElement.scrollWidth]',
  )) as [number, number];
  if (outside > inside) throw new Error(`${page.url()} is ${outside} wide on a screen of ${inside}`);
}
