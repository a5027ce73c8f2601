import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { FileStore } from './file-store.js';

/** The one place for uploaded files. `FILES_URL` is `file:DIR`, absolute or seen from where the program started. */
@Global()
@Module({})
export class FilesModule {
  static at(filesUrl: string): DynamicModule {
    return {
      module: FilesModule,
      providers: [{ provide: FileStore, useValue: new FileStore(folderOf(filesUrl)) }],
      exports: [FileStore],
    };
  }
}

/** `file:data/files`, `file:/var/files` and `file:///var/files` all name a folder. */
export function folderOf(filesUrl: string): string {
  if (filesUrl.startsWith('file://')) return fileURLToPath(filesUrl);
  if (filesUrl.startsWith('file:') && filesUrl.length > 5) return resolve(filesUrl.slice(5));
  throw new Error('FILES_URL must be file:FOLDER');
}
