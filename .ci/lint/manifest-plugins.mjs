/** `src/elements/<tag>/<tag>.element.ts` holds the class of `<tag>`. */
const classFile = /^src\/elements\/([^/]+)\/\1\.element\.ts$/;
const published = (/** @type {string} */ source) => source.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
/** `message-log` → `MessageLogElement`. */
const classNameOf = (/** @type {string} */ tag) =>
  `${tag.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase())}Element`;

/** The tag is the folder's name: the classes do not register themselves, so the analyzer cannot see it. */
export const tagsFromPaths = () => ({
  name: 'tags-from-paths',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      const tag = classFile.exec(module.path)?.[1];
      if (!tag) continue;
      const element = module.declarations.find(({ name }) => name === classNameOf(tag));
      if (!element) throw new Error(`${module.path} must export the class ${classNameOf(tag)}`);
      Object.assign(element, { tagName: tag, customElement: true });
      module.exports.push({
        kind: 'custom-element-definition',
        name: tag,
        declaration: { name: element.name, module: module.path },
      });
    }
  },
});

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
    // The analyzer drops unknown tags, so the sources are asked. Who overrides an internal member keeps it internal.
    analyzePhase({ ts, node }) {
      if (!ts.isClassDeclaration(node)) return;
      for (const member of node.members) {
        const tags = ts.getJSDocTags(member).map((tag) => tag.tagName.text);
        if (member.name && (tags.includes('internal') || tags.includes('ignore'))) internal.add(member.name.getText());
      }
    },
    packageLinkPhase({ customElementsManifest }) {
      const isPublic = (member) =>
        (member.privacy ?? 'public') === 'public' &&
        !member.name.startsWith('#') &&
        !(member.static && member.kind === 'field') &&
        !lifecycle.has(member.name) &&
        !internal.has(member.name);
      for (const declaration of customElementsManifest.modules.flatMap(({ declarations = [] }) => declarations)) {
        declaration.attributes = declaration.attributes?.filter(({ name }) => !platform.has(name));
        declaration.members = declaration.members?.filter(isPublic);
      }
    },
  };
};

/** Elements and what they inherit from, in the order of their paths; nothing else is anybody's interface. */
export const elementsOnly = () => ({
  name: 'elements-only',
  packageLinkPhase({ customElementsManifest }) {
    const all = customElementsManifest.modules.flatMap(({ declarations = [] }) => declarations);
    const bases = new Set(all.map(({ superclass }) => superclass?.name));
    const isKept = ({ kind, name, tagName }) => kind === 'class' && (tagName !== undefined || bases.has(name));
    for (const module of customElementsManifest.modules) {
      module.declarations = module.declarations?.filter(isKept) ?? [];
      const names = new Set(module.declarations.map(({ name }) => name));
      module.exports = module.exports?.filter(({ declaration }) => names.has(declaration.name));
    }
    customElementsManifest.modules = customElementsManifest.modules
      .filter(({ declarations }) => declarations.length > 0)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
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
