import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthoritiesApi } from './authorities.api.js';
import { AuthoritiesRepository } from './authorities.repository.js';
import { AuthoritiesService } from './authorities.service.js';
import { AuthorityDays } from './authority-days.service.js';
import { PastReading } from './past-reading.js';
import { AuthoritySetUp } from './authority-set-up.service.js';
import { AuthorityEntity } from './authority.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([AuthorityEntity])],
  controllers: [AuthoritiesApi],
  providers: [PastReading, AuthorityDays, AuthoritySetUp, AuthoritiesRepository, AuthoritiesService],
  exports: [PastReading, AuthorityDays, AuthoritySetUp, AuthoritiesRepository],
})
export class AuthoritiesModule {}
