/** `src/elements/<tag>/<tag>.element.ts` holds the class of `<tag>`. */
const classFile = /^src\/elements\/([^/]+)\/\1\.element\.ts$/;
const published = (/** @type {string} */ source) => source.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
const pascal = (/** @type {string} */ tag) => tag.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase());

/** The tag is the folder's name: the classes do not register themselves, so the analyzer cannot see it. */
export const tagsFromPaths = () => ({
  name: 'tags-from-paths',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      const tag = classFile.exec(module.path)?.[1];
      if (!tag) continue;
      const element = module.declarations.find(({ name }) => name === pascal(tag));
      if (!element) throw new Error(`${module.path} must export the class ${pascal(tag)}`);
      Object.assign(element, { tagName: tag, customElement: true });
      module.exports.push({
        kind: 'custom-element-definition',
        name: tag,
        declaration: { name: element.name, module: module.path },
      });
    }
  },
});

const isInternal = (/** @type {{ privacy?: string, static?: boolean, description?: string, name: string }} */ member) =>
  (member.privacy ?? 'public') !== 'public' ||
  member.name.startsWith('#') ||
  /@internal\b/.test(member.description ?? '');

/** What belongs to nobody outside is not in the manifest: private members, statics, and what Lit or the platform calls. */
export const publicOnly = () => {
  const lifecycle = new Set([
    ...[
      'connectedCallback',
      'disconnectedCallback',
      'attributeChangedCallback',
      'adoptedCallback',
      'connectedMoveCallback',
    ],
    ...['createRenderRoot', 'willUpdate', 'update', 'render', 'firstUpdated', 'updated', 'shouldUpdate'],
    ...['styles', 'observedAttributes', 'shadowRootOptions', 'formAssociated'],
  ]);
  // Watched by the base class, but the platform's own and documented there.
  const platform = new Set(['lang', 'dir']);
  const internal = new Set();
  return {
    name: 'public-only',
    // The analyzer drops unknown tags, so the sources are asked.
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isClassDeclaration(node)) return;
      for (const member of node.members) {
        const tags = ts.getJSDocTags(member).map((tag) => tag.tagName.text);
        const hidden = tags.includes('internal') || tags.includes('ignore');
        if (hidden && member.name) internal.add(`${moduleDoc.path} ${node.name?.text} ${member.name.getText()}`);
      }
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        for (const declaration of module.declarations ?? []) {
          declaration.attributes = declaration.attributes?.filter(({ name }) => !platform.has(name));
          const isHidden = (member, source) =>
            isInternal(member) || internal.has(`${source.module ?? module.path} ${source.name} ${member.name}`);
          declaration.members = declaration.members?.filter(
            (member) =>
              !lifecycle.has(member.name) &&
              !(member.static && member.kind === 'field') &&
              !isHidden(member, declaration) &&
              !(member.inheritedFrom && isHidden(member, member.inheritedFrom)),
          );
        }
      }
    },
  };
};

/** Elements and what they inherit from; the rest of the modules is nobody's interface. */
export const elementsOnly = () => ({
  name: 'elements-only',
  packageLinkPhase({ customElementsManifest }) {
    customElementsManifest.modules = customElementsManifest.modules.filter(({ declarations = [] }) =>
      declarations.some((declaration) => declaration.customElement),
    );
  },
});

/** Manifest paths name the published files. */
export const publishedPaths = () => ({
  name: 'published-paths',
  packageLinkPhase({ customElementsManifest }) {
    const visit = (/** @type {unknown} */ value) => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if ((key === 'path' || key === 'module') && typeof inner === 'string') value[key] = published(inner);
        else visit(inner);
      }
    };
    visit(customElementsManifest);
  },
});

/**
 * Types as a documentation page or an editor can use them: a name for a few literals says nothing, the literals do, and
 * everything optional may be undefined.
 */
export const readableTypes = () => {
  const aliases = new Map();
  return {
    name: 'readable-types',
    collectPhase({ ts, node }) {
      if (!ts.isTypeAliasDeclaration(node) || !ts.isUnionTypeNode(node.type)) return;
      if (!node.type.types.every((type) => ts.isLiteralTypeNode(type))) return;
      aliases.set(node.name.text, node.type.types.map((type) => type.getText()).join(' | '));
    },
    packageLinkPhase({ customElementsManifest }) {
      const rewrite = ({ type }) => {
        if (!type?.text) return;
        const spelledOut = type.text.replace(/\b[A-Z]\w*\b(?![<.['])/g, (name) => aliases.get(name) ?? name);
        type.text = spelledOut.replace(/ \| undefined$/, '');
      };
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const { members = [], attributes = [] } of declarations) [...members, ...attributes].forEach(rewrite);
      }
    },
  };
};
