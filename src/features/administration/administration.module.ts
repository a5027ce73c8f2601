import { Module } from '@nestjs/common';
import { Navigation } from '../../web/pages/navigation.js';
import { AdministrationController } from './administration.controller.js';
import { administrationPaths } from './administration.paths.js';
import { AdministrationRepository } from './administration.repository.js';
import { AdministrationService } from './administration.service.js';

@Module({
  controllers: [AdministrationController],
  providers: [AdministrationService, AdministrationRepository],
})
export class AdministrationModule {
  constructor(navigation: Navigation) {
    navigation.add({
      text: 'Administration',
      href: administrationPaths.home(),
      permission: 'people.manage',
      order: 90,
    });
  }
}
