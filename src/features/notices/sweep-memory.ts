import { Injectable } from '@nestjs/common';
import { DigestsRepository } from './digests.repository.js';
import { NoticesRepository } from './notices.repository.js';
import { SweepsRepository } from './sweeps.repository.js';

/** The tables a sweep writes to: the memory, where the queue is only a conveyor. */
@Injectable()
export class SweepMemory {
  constructor(
    readonly notices: NoticesRepository,
    readonly digests: DigestsRepository,
    readonly sweeps: SweepsRepository,
  ) {}
}
