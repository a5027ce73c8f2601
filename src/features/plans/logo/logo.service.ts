import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/database/doors.js';
import { FileStore } from '../../../platform/files/file-store.js';
import type { Paper } from '../../../platform/papers/paper.js';
import { pdfPaper } from '../../../platform/papers/pdf-paper.js';
import { sizeOfPicture } from '../../../platform/papers/picture-size.js';
import { Forbidden, NotFound, Refused } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { LogoRepository, type LogoRow } from './logo.repository.js';

type Logo = NonNullable<Paper['logo']>;

/** A mark is small: every paper carries it. In bytes, and in dots each way. */
const LARGEST_BYTES = 500 * 1024;
const LARGEST_SIDE = 3000;

/** The mark that an authority puts on its papers. What was in use before is kept. */
@Injectable()
export class LogoService {
  constructor(
    private readonly database: Database,
    private readonly logos: LogoRepository,
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  async inUse(person: Person): Promise<LogoRow | null> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.logos.inUse(tx));
  }

  async picture(person: Person): Promise<{ bytes: Buffer; mediaType: string }> {
    const logo = await this.inUse(person);
    if (logo === null) throw new NotFound();
    return { bytes: await this.files.bytes(logo.storedAs), mediaType: logo.mediaType };
  }

  /** For the papers of an authority; null: it has set none. */
  async ofAuthority(authorityId: string, actor: Actor): Promise<Logo | null> {
    const logo = await this.database.forAuthority(authorityId, actor, (tx) => this.logos.inUse(tx));
    return logo && { bytes: await this.files.bytes(logo.storedAs), alternative: logo.alternative };
  }

  /** Refuses what is no small PNG or JPEG picture, or cannot be put on paper. */
  async set(person: Person, bytes: Buffer, alternative: string): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    const mediaType = await mediaTypeOf({ bytes, alternative });
    const { key } = await this.files.keep(bytes);
    await this.within(person, async (tx) => {
      const at = this.clock.now();
      await this.logos.end(tx, person.personId, at);
      await this.logos.add(tx, { storedAs: key, mediaType, alternative, by: person.personId, at });
    });
  }

  async remove(person: Person): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.within(person, (tx) => this.logos.end(tx, person.personId, this.clock.now()));
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

async function mediaTypeOf(logo: Logo): Promise<string> {
  if (logo.bytes.length > LARGEST_BYTES) refuse('The picture must be 500 KB or smaller');
  try {
    const { type, width, height } = sizeOfPicture(logo.bytes);
    if (Math.max(width, height) > LARGEST_SIDE)
      refuse(`The picture must be at most ${LARGEST_SIDE} dots wide and high`);
    await pdfPaper({ title: 'A', organisation: 'B', subtitle: '', footer: '', logo, blocks: [] });
    return type === 'png' ? 'image/png' : 'image/jpeg';
  } catch (error) {
    if (error instanceof Refused) throw error;
    refuse('The selected file must be a PNG or JPEG picture; this one cannot be put on paper');
  }
}

function refuse(message: string): never {
  throw new Refused('not_a_logo', message, [{ field: 'picture', message }]);
}
