import MagicString from 'magic-string';

const quoted = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/;

/** CSS without comments and the white space that says nothing; strings stay as they are. */
export const compactCss = (/** @type {string} */ css) =>
  css
    .replace(/\/\*[^]*?\*\//g, '')
    .split(quoted)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replace(/\s+/g, ' ')
            .replace(/ ?([{};,]) ?/g, '$1')
            .replace(/: /g, ':'),
    )
    .join('')
    .replace(/;}/g, '}');

/** HTML with line breaks and their indentation as one space: the same to a browser outside of preformatted text. */
export const compactHtml = (/** @type {string} */ html) => html.replace(/\s*\n\s*/g, ' ');

const compactors = { css: compactCss, html: compactHtml, svg: compactHtml };

/** All nodes of a syntax tree. */
function* nodesOf(node) {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') yield* nodesOf(child);
    }
  }
}

/** Rollup plugin: templates of the elements are written for readers; a bundle carries them without the layout. */
export const compactTemplates = () => ({
  name: 'compact-templates',
  transform(code, id) {
    if (id.includes('node_modules') || !/\b(?:css|html|svg)\s*`/.test(code)) return null;
    const edited = new MagicString(code);
    for (const node of nodesOf(this.parse(code))) {
      const compact = node.type === 'TaggedTemplateExpression' ? compactors[node.tag.name] : undefined;
      if (!compact) continue;
      for (const { start, end, value } of node.quasi.quasis) {
        const text = compact(value.raw);
        if (text !== value.raw) edited.overwrite(start, end, text);
      }
    }
    return { code: edited.toString(), map: edited.generateMap({ hires: true }) };
  },
});
