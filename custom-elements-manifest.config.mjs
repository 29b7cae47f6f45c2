import {
  elementsOnly,
  readableTypes,
  publicOnly,
  publishedPaths,
  tagsFromPaths,
} from './.ci/lint/manifest-plugins.mjs';

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['**/*.d.ts', '**/*.styles.ts'],
  litelement: true,
  quiet: true,
  packagejson: false,
  plugins: [tagsFromPaths(), publicOnly(), elementsOnly(), readableTypes(), publishedPaths()],
};
