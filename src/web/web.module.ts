import { fileURLToPath } from 'node:url';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { svgOf } from '../platform/charts/svg.js';
import { Templates } from '../platform/templates/templates.js';
import { IdempotencyInterceptor } from './api/idempotency.interceptor.js';
import { IdempotencyRepository } from './api/idempotency.repository.js';
import { ErrorFilter } from './errors/error.filter.js';
import { dateParts } from './forms/typed-date.js';
import { GroundChecks } from './operations/ground.checks.js';
import { Health } from './operations/health.js';
import { OperationsController } from './operations/operations.controller.js';
import { Assets } from './pages/assets.js';
import { HomeSections } from './pages/home-sections.js';
import { FootLinks } from './pages/foot-links.js';
import { Navigation } from './pages/navigation.js';
import { PageInterceptor } from './pages/page.interceptor.js';
import { PageRenderer } from './pages/page.renderer.js';
import { StatementsController } from './pages/statements.controller.js';
import { PrivacyInterceptor } from './privacy/privacy.interceptor.js';
import { PrivacyOverridesController } from './privacy/privacy-overrides.controller.js';
import { PrivacyOverrides } from './privacy/privacy-overrides.js';
import { Cookies } from './sign-in/cookies.js';
import { CsrfGuard, PolicyGuard, SignInGuard } from './sign-in/guards.js';
import { Identify } from './sign-in/identify.js';
import { KeptAnswers } from './sign-in/kept-answers.js';
import { MeApi } from './sign-in/me.api.js';
import { Secrets } from './sign-in/secrets.js';
import { WEB_SETTINGS, type WebSettings } from './web-settings.js';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * How we speak HTTP. Needs from the root module the clock, the doors of the database and the queues. Guards run in the order they
 * stand here.
 */
@Module({
  controllers: [OperationsController, StatementsController, MeApi, PrivacyOverridesController],
  providers: [
    {
      provide: Templates,
      inject: [WEB_SETTINGS],
      useFactory: (settings: WebSettings) =>
        new Templates([folder('./views'), folder('../features'), ...(settings.viewFolders ?? [])], {
          dateParts,
          svgOf,
        }),
    },
    Secrets,
    Cookies,
    Identify,
    KeptAnswers,
    Assets,
    FootLinks,
    Navigation,
    HomeSections,
    PageRenderer,
    Health,
    GroundChecks,
    IdempotencyRepository,
    PrivacyOverrides,
    { provide: APP_GUARD, useClass: SignInGuard },
    { provide: APP_GUARD, useClass: CsrfGuard },
    { provide: APP_GUARD, useClass: PolicyGuard },
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: PrivacyInterceptor },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [
    Templates,
    Secrets,
    Cookies,
    KeptAnswers,
    FootLinks,
    Navigation,
    HomeSections,
    PageRenderer,
    Health,
    PrivacyOverrides,
  ],
})
export class WebModule {
  static with(settings: WebSettings): DynamicModule {
    return {
      module: WebModule,
      global: true,
      providers: [{ provide: WEB_SETTINGS, useValue: settings }],
      exports: [WEB_SETTINGS],
    };
  }
}
