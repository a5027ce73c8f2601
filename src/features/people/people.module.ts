import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Navigation } from '../../web/pages/navigation.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { AbsencesApi, AbsencesController } from './absences/absences.controller.js';
import { AbsencesRepository } from './absences/absences.repository.js';
import { AbsencesService } from './absences/absences.service.js';
import { AccountMailJobs } from './account-mail.jobs.js';
import { AccountsRepository } from './accounts.repository.js';
import { AgenciesApi } from './agencies/agencies.api.js';
import { AgenciesController } from './agencies/agencies.controller.js';
import { AgenciesRepository } from './agencies/agencies.repository.js';
import { AgenciesService } from './agencies/agencies.service.js';
import { AgencyEntity } from './agencies/agency.entity.js';
import { PeopleAdminService } from './people-admin.service.js';
import { PeopleListRepository } from './people-list.repository.js';
import { PeopleApi } from './people.api.js';
import { PeopleController } from './people.controller.js';
import { historyOfAgencies, historyOfPeople } from './people.history.js';
import { peoplePaths } from './people.paths.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { PersonEntity } from './person.entity.js';
import { PasswordsController } from './sign-in/passwords.controller.js';
import { PasswordsService } from './sign-in/passwords.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([PersonEntity, AgencyEntity]), HistoryModule, AuthoritiesModule],
  controllers: [
    SignInController,
    PasswordsController,
    PeopleController,
    PeopleApi,
    AgenciesController,
    AgenciesApi,
    AbsencesController,
    AbsencesApi,
  ],
  providers: [
    PeopleRepository,
    PeopleListRepository,
    AccountsRepository,
    AgenciesRepository,
    AccountMailJobs,
    SignInService,
    PasswordsService,
    PeopleService,
    PeopleAdminService,
    AgenciesService,
    AbsencesRepository,
    AbsencesService,
  ],
  exports: [PeopleRepository, AgenciesRepository, PeopleService, PeopleAdminService, AbsencesService],
})
export class PeopleModule {
  constructor(
    navigation: Navigation,
    subjects: HistorySubjects,
    people: PeopleListRepository,
    agencies: AgenciesRepository,
  ) {
    navigation.add({
      text: 'People',
      href: peoplePaths.list(),
      permission: 'people.read',
      showsTheirs: true,
      order: 80,
    });
    subjects.add(historyOfPeople(people));
    subjects.add(historyOfAgencies(agencies));
  }
}
