import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesRepository } from './agencies/agencies.repository.js';
import { AgencyEntity } from './agencies/agency.entity.js';
import { PeopleRepository } from './people.repository.js';
import { PersonEntity } from './person.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([PersonEntity, AgencyEntity])],
  providers: [PeopleRepository, AgenciesRepository],
  exports: [PeopleRepository, AgenciesRepository],
})
export class PeopleModule {}
