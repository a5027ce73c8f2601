import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';

/** The clock of a process: the machine's, or one that was set (tests, demonstration data). */
@Module({})
export class ClockModule {
  static with(clock: Clock = new Clock()): DynamicModule {
    return {
      module: ClockModule,
      global: true,
      providers: [{ provide: Clock, useValue: clock }],
      exports: [Clock],
    };
  }
}
