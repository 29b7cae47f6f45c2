/** What of one element lacks a sentence, or a type. */
function* gapsOf(/** @type {any} */ element) {
  if (!element.description) yield 'the element has no description';
  const described = {
    attributes: 'attribute',
    events: 'event',
    slots: 'slot',
    cssParts: 'part',
    cssProperties: 'property',
  };
  for (const [list, kind] of Object.entries(described)) {
    for (const { name, description } of element[list] ?? []) {
      if (!description) yield `${kind} ${name || '(default)'} has no description`;
    }
  }
  for (const { name, type } of element.events ?? []) {
    if (!name) yield 'an event has no name';
    if (!type?.text || type.text === 'Event') yield `event ${name} does not name its class`;
  }
  for (const { name, kind, description } of element.members ?? []) {
    if (!description) yield `${kind} ${name} has no description`;
  }
}

/** Everything that a user of an element may touch must be described: what is not, one line each. */
export const manifestGaps = (/** @type {any} */ manifest) =>
  manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName)
    .flatMap((element) => [...gapsOf(element)].map((gap) => `<${element.tagName}>: ${gap}`));
