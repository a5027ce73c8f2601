import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database } from './database.js';
import { OperatorDoor } from './operator.door.js';
import { PublicDoor } from './public.door.js';
import { RoleCheck } from './role-check.js';
import { SignInDoor } from './sign-in.door.js';

/** One pool as the application's role, and the doors through it. Features register their entities with forFeature. */
@Global()
@Module({})
export class DatabaseModule {
  static connect(appUrl: string, poolSize = 12): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: appUrl,
          autoLoadEntities: true,
          synchronize: false,
          migrationsRun: false,
          poolSize,
          installExtensions: false,
          applicationName: 'improvement-plan-tracker',
          retryAttempts: 3,
        }),
      ],
      providers: [Database, SignInDoor, OperatorDoor, PublicDoor, RoleCheck],
      exports: [Database, SignInDoor, OperatorDoor, PublicDoor],
    };
  }
}
