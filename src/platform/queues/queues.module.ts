import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { ConnectionOptions } from 'bullmq';
import { JobQueues, QUEUE_STORE } from './job-queues.js';
import { QUEUE_NAMES } from './queue-rules.js';
import { openQueueStore, type QueueConnection, type QueueStore } from './queue-store.js';

/** The store, opened when the application is made and never by importing a file. */
@Module({})
class QueueStoreModule {
  static open(where: QueueConnection, poolSize: number): DynamicModule {
    return {
      module: QueueStoreModule,
      providers: [{ provide: QUEUE_STORE, useFactory: () => openQueueStore(where, poolSize) }],
      exports: [QUEUE_STORE],
    };
  }
}

/**
 * The queues of the product, on PostgreSQL or Redis. Gives every feature `JobQueues`; a process that imports a
 * module with `JobProcessor`s also works them.
 */
@Global()
@Module({})
export class QueuesModule {
  static connect(where: QueueConnection, poolSize = 8): DynamicModule {
    const store = QueueStoreModule.open(where, poolSize);
    return {
      module: QueuesModule,
      imports: [
        store,
        BullModule.forRootAsync({
          imports: [store],
          inject: [QUEUE_STORE],
          // Its types know of Redis alone; the store says which of the two it is.
          useFactory: (opened: QueueStore) => ({
            connection: opened.connection as unknown as ConnectionOptions,
          }),
        }),
        ...QUEUE_NAMES.map((name) => BullModule.registerQueue({ name })),
      ],
      providers: [JobQueues],
      exports: [JobQueues],
    };
  }
}
