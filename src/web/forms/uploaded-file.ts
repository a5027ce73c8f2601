import { readFile, rm } from 'node:fs/promises';

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** A file that came with a form. Its bytes lie in a temporary file that is gone when the request has been answered. */
export class UploadedFile {
  constructor(
    /** The name on the sender's machine, without folders. Only ever shown or stored, never used as a path. */
    readonly fileName: string,
    /** What the browser said it is; not to be relied on. */
    readonly mediaType: string,
    readonly size: number,
    readonly sha256: Buffer,
    /** More than LARGEST_FILE arrived; the bytes were thrown away. */
    readonly tooLarge: boolean,
    private readonly path: string | null,
  ) {}

  /** Nothing was chosen in the field. */
  get isMissing(): boolean {
    return this.fileName === '' && this.size === 0;
  }

  async bytes(): Promise<Buffer> {
    if (this.tooLarge) throw new Error(`${this.fileName} was larger than what is kept`);
    return this.path === null ? Buffer.alloc(0) : readFile(this.path);
  }

  async discard(): Promise<void> {
    if (this.path !== null) await rm(this.path, { force: true });
  }
}
