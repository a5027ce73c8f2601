import { Module } from '@nestjs/common';
import { AuthorityDays } from './authority-days.service.js';

@Module({ providers: [AuthorityDays], exports: [AuthorityDays] })
export class AuthoritiesModule {}
