/** Seed of every property here: `RECORDER_SEED=7 npm run test:recorder` tries others. */
export const SEED = Number(process.env['RECORDER_SEED'] ?? 20_140_505);

/** How many of each are tried: `RECORDER_RUNS=10000 npm run test:recorder` for more than is usual. */
export const runs = (usual: number): number => Number(process.env['RECORDER_RUNS'] ?? usual);
