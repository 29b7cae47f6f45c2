import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, root } from './root.mjs';

/** All files below a folder of the project, as paths from its root with forward slashes; none if the folder is missing. */
export async function filesBelow(/** @type {string} */ folder) {
  const entries = await readdir(inRoot(folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path
        .relative(root, path.join(entry.parentPath ?? entry.path, entry.name))
        .split(path.sep)
        .join('/'),
    )
    .sort();
}

/** When the newest of these files was written, in milliseconds; 0 if one is missing or there are none. */
export async function newest(/** @type {readonly string[]} */ files) {
  const times = await Promise.all(
    files.map(async (file) =>
      stat(inRoot(file)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return times.includes(0) ? 0 : Math.max(0, ...times);
}
