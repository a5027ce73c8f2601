/** Something that the person who starts the program must put right. The message is one line that says what to do. */
export class StartProblem extends Error {
  override name = 'StartProblem';
}

const reasons: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is on a read-only disk',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'it is a file',
  ENOENT: 'its path does not exist and cannot be made',
};

/** The problem behind a file error in the data folder; an error of another kind is given back as it is. */
export function folderProblem(error: unknown, folder: string): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  if (!reason) return error;
  return new StartProblem(
    `The data folder ${folder} cannot be written: ${reason}. Mend that, or choose another folder with DATA_DIR.`,
    { cause: error },
  );
}
