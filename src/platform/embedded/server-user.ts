import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Who the database server runs as: PostgreSQL refuses to run as root. */
export type ServerUser = { uid: number; gid: number } | 'self';

const nobody = { uid: 65534, gid: 65534 };

/** Ourselves, or when we are root the owner of the database files, at first the user nobody. */
export function serverUser(clusterFolder: string): ServerUser {
  if (process.getuid?.() !== 0) return 'self';
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
}

/** Whether that user can open this file or folder, going by the permission bits of it and of every folder above it. */
export function canReach(user: ServerUser, path: string): boolean {
  if (user === 'self') return true;
  const stat = statSync(path);
  const needed = stat.isDirectory() || stat.mode & 0o111 ? 0o5 : 0o4;
  if (!allows(stat, user, needed)) return false;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (!allows(statSync(folder), user, 0o1)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function allows(
  stat: { mode: number; uid: number; gid: number },
  user: { uid: number; gid: number },
  needed: number,
) {
  const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0;
  return ((stat.mode >> shift) & needed) === needed;
}
