import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { inRoot } from './lib/root.mjs';

// `npm run sbom [-- file]`: what comes into a page with this package, as CycloneDX. Only the lock is read: same lock, same bytes.
const SPEC = '1.6';
const purl = (/** @type {string} */ name, /** @type {string} */ version) =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`;
const hashOf = (/** @type {string} */ integrity) => {
  const [algorithm, content] = integrity.split('-', 2);
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(content, 'base64').toString('hex') };
};

/** Where Node finds a package: the nearest node_modules upwards from the one that asks. */
function placeOf(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (at === '') return undefined;
  }
}

/** The bill of materials of a lock's runtime dependencies. */
export function sbomOf({ packages }) {
  const { name, version, license, dependencies = {} } = packages[''];
  const subject = { type: 'library', 'bom-ref': purl(name, version), name, version, purl: purl(name, version) };
  const found = new Map();
  const edges = [];
  const visit = (from, ref, needs) => {
    const places = Object.keys(needs)
      .map((each) => placeOf(packages, from, each))
      .filter(Boolean)
      .sort();
    const refOf = (place) => purl(place.split('node_modules/').at(-1), packages[place].version);
    edges.push({ ref, dependsOn: places.map(refOf) });
    for (const place of places) {
      if (found.has(place)) continue;
      const entry = packages[place];
      found.set(place, {
        type: 'library',
        'bom-ref': refOf(place),
        name: place.split('node_modules/').at(-1),
        version: entry.version,
        scope: 'required',
        ...(entry.integrity && { hashes: [hashOf(entry.integrity)] }),
        ...(entry.license && { licenses: [{ license: { id: entry.license } }] }),
        purl: refOf(place),
      });
      visit(place, refOf(place), { ...entry.dependencies, ...entry.optionalDependencies });
    }
  };
  visit('', subject['bom-ref'], dependencies);
  return {
    bomFormat: 'CycloneDX',
    specVersion: SPEC,
    version: 1,
    metadata: { component: { ...subject, ...(license && { licenses: [{ license: { id: license } }] }) } },
    components: [...found.values()],
    dependencies: edges,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sbom = sbomOf(JSON.parse(await readFile(inRoot('package-lock.json'), 'utf8')));
  const file = process.argv[2] ?? 'dist/sbom.cdx.json';
  await writeFile(inRoot(file), `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${file}: ${sbom.components.length} packages`);
}
