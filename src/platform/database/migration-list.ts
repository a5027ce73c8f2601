import { TenancyHistory20261122100000 } from '../../../migrations/20261122100000-tenancy-history.js';
import { AuthoritiesPeople20261122101000 } from '../../../migrations/20261122101000-authorities-people.js';

/** Every migration, oldest first. A new one is added at the end and never changed after it has run anywhere. */
export const migrations = [TenancyHistory20261122100000, AuthoritiesPeople20261122101000];
