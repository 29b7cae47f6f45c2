import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { inRoot } from './lib/root.mjs';

// What editors and frameworks need to know of the elements: custom-elements.json → dist/types/.
const outdir = 'dist/types';
const readManifest = async () => JSON.parse(await readFile(inRoot('custom-elements.json'), 'utf8'));

// The whole of it is named so that the events are in the global event map.
const header = "// Generated from custom-elements.json.\nimport type {} from '../index.js';\n";
const doc = (/** @type {string} */ text) => `/** ${text.replaceAll('*/', '*\\/').replace(/\s*\n\s*/g, ' ')} */`;

/** The elements of the manifest with their properties, attributes and events. */
const elementsOf = (manifest) =>
  manifest.modules.flatMap(({ path, declarations = [] }) =>
    declarations
      .filter(({ tagName }) => tagName)
      .map(({ tagName, name, description, members = [], attributes = [], events = [] }) => ({
        tag: tagName,
        name,
        description,
        module: path.replace(/^dist\//, '../'),
        properties: members.filter((member) => member.kind === 'field' && !member.static && !member.readonly),
        attributes: attributes.filter((attribute) => attribute.fieldName && attribute.name !== attribute.fieldName),
        events,
      })),
  );

const importsOf = (elements) =>
  elements.map(({ name, module }) => `import type { ${name} } from '${module}';`).join('\n');

const propertyOf = (element) => (member) =>
  `  ${doc(member.description)}\n  ${member.name}?: ${element.name}['${member.name}'] | undefined;`;

/** Properties by their own names, and by those of their attributes. */
const propsOf = (element) => [
  ...element.properties.map(propertyOf(element)),
  ...element.attributes.map(
    ({ name, fieldName, description }) =>
      `  ${doc(description)}\n  '${name}'?: ${element.name}['${fieldName}'] | undefined;`,
  ),
];

/** The classes of the events are known by the global event map. */
const eventOf = (/** @type {(name: string) => string} */ key) => (event) =>
  `  ${doc(event.description)}\n  ${key(event.name)}?: ((event: HTMLElementEventMap['${event.name}']) => void) | undefined;`;

/** React 19 sets properties and listens to `on` + the event's exact name. */
const reactTypes = (elements) => `${header}import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${importsOf(elements)}

type Props<E extends HTMLElement, P> = Omit<DetailedHTMLProps<HTMLAttributes<E>, E>, keyof P> & P;
${elements
  .map(
    (element) => `
export interface ${element.name}Props {
${[...propsOf(element), ...element.events.map(eventOf((name) => `'on${name}'`))].join('\n')}
}
`,
  )
  .join('')}
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map(({ tag, name, description }) => `      ${doc(description)}\n      '${tag}': Props<${name}, ${name}Props>;`).join('\n')}
    }
  }
}
`;

const camel = (/** @type {string} */ name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const vueHandler = (/** @type {string} */ name) => `on${camel(`-${name}`)}`;

/** Vue's templates know an element as a component of the same tag. */
const vueTypes = (elements) => `${header}import type { HTMLAttributes, PublicProps } from 'vue';
${importsOf(elements)}

type Component<E extends HTMLElement, P> = new () => E & { $props: Omit<HTMLAttributes, keyof P> & PublicProps & P };
${elements
  .map(
    (element) => `
export interface ${element.name}Props {
${[...propsOf(element), ...element.events.map(eventOf(vueHandler))].join('\n')}
}
`,
  )
  .join('')}
declare module 'vue' {
  interface GlobalComponents {
${elements.map(({ tag, name, description }) => `    ${doc(description)}\n    '${tag}': Component<${name}, ${name}Props>;`).join('\n')}
  }
}
`;

await mkdir(inRoot(outdir), { recursive: true });
process.chdir(inRoot());
const elements = elementsOf(await readManifest());
await writeFile(inRoot(outdir, 'react.d.ts'), reactTypes(elements));
await writeFile(inRoot(outdir, 'vue.d.ts'), vueTypes(elements));
// Both generators add to the manifest they are given.
const htmlFileName = 'vscode.html-custom-data.json';
const cssFileName = 'vscode.css-custom-data.json';
generateVsCodeCustomElementData(await readManifest(), { outdir, htmlFileName, cssFileName, hideLogs: true });
generateJetBrainsWebTypes(await readManifest(), {
  outdir,
  webTypesFileName: 'web-types.json',
  packageJson: false,
  hideLogs: true,
});
