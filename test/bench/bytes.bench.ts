import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const ENTRIES: readonly (readonly [string, readonly string[]])[] = [
  ['lit and @lit/context', ["export * from 'lit'; export * from '@lit/context'"]],
  ['controller', ['src/controller.ts']],
  ['<message-log>', ['src/elements/message-log/message-log.ts']],
  ['<message-composer>', ['src/elements/message-composer/message-composer.ts']],
  ['<sms-session> as it comes', ['src/elements/sms-session/sms-session.ts']],
  ['everything', ['src/define.ts']],
];

/** Bundled from the sources by esbuild: near what `npm run check` enforces for what is shipped, without a build. */
async function bytes([entry = '']: readonly string[]): Promise<{ readonly min: number; readonly gz: number }> {
  const { outputFiles } = await build({
    ...(entry.startsWith('src/')
      ? { entryPoints: [entry] }
      : { stdin: { contents: entry, resolveDir: 'src', loader: 'ts' } }),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    tsconfig: 'tsconfig.json',
    conditions: ['production'],
    ignoreAnnotations: entry.startsWith('src/elements'),
    legalComments: 'none',
    write: false,
  });
  const code = outputFiles[0]?.text ?? '';
  return { min: Buffer.byteLength(code), gz: gzipSync(code, { level: 9 }).length };
}

console.log('\nBytes, minified by esbuild, and after gzip -9');
console.table(await Promise.all(ENTRIES.map(async ([name, entry]) => ({ bundle: name, ...(await bytes(entry)) }))));
