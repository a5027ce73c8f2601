import { removeTestFolder } from './test-folders.mjs';

export default async function globalTeardown() {
  await removeTestFolder(process.env.TRACKER_TEST_FOLDER);
}
