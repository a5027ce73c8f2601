import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthoritiesRepository } from '../authorities/authorities.repository.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { AuthoritySetUp } from '../authorities/authority-set-up.service.js';
import { AuthorityEntity } from '../authorities/authority.entity.js';
import { AgencyEntity } from '../people/agencies/agency.entity.js';
import { PeopleRepository } from '../people/people.repository.js';
import { PersonEntity } from '../people/person.entity.js';
import { OperatorService } from './operator.service.js';

/** The operator's verbs without a page or a queue: for the command line. Needs the database and the clock. */
@Module({
  imports: [TypeOrmModule.forFeature([AuthorityEntity, PersonEntity, AgencyEntity])],
  providers: [AuthorityDays, AuthoritySetUp, AuthoritiesRepository, PeopleRepository, OperatorService],
  exports: [OperatorService],
})
export class OperatorModule {}
