import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Dev-server plugin: serves dependencies that are no ES modules as one, since browsers load nothing else.
 * @param {readonly string[]} files their entry files below node_modules/
 */
export function commonjsPlugin(files) {
  return {
    name: 'commonjs',
    async serve(context) {
      const file = files.find((name) => context.path.endsWith(`/node_modules/${name}`));
      if (!file) return undefined;
      const bundle = await build({
        entryPoints: [path.join(root, 'node_modules', file)],
        bundle: true,
        format: 'esm',
        write: false,
      });
      return { body: bundle.outputFiles[0].text, type: 'js' };
    },
  };
}
