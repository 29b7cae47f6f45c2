/** Elements of implicit roles, as far as our elements use them. */
const IMPLICIT: Readonly<Record<string, string>> = {
  button: 'button',
  list: 'ul, ol',
  listitem: 'li:not([role])',
  dialog: 'dialog[open]',
  heading: 'h1, h2, h3',
  textbox: 'textarea, input[type=text]:not([role])',
  link: 'a[href]',
  combobox: 'select',
};

/** Everything below a node, through open shadow roots, in document order. */
function* below(root: Node): Generator<Element> {
  for (const child of root.childNodes) {
    if (child instanceof Element) yield child;
    if (child instanceof Element && child.shadowRoot) yield* below(child.shadowRoot);
    yield* below(child);
  }
}

/** What assistive technology calls an element: aria-label, aria-labelledby, label, or its text without what is hidden from it. */
export function nameOf(element: Element): string {
  const root = element.getRootNode() as ShadowRoot;
  const labels = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const labelled = labels.map((id) => root.getElementById(id)?.textContent ?? '').join(' ');
  const label = [...((element as HTMLInputElement).labels ?? [])].map((each) => each.textContent).join(' ');
  return tidy(element.getAttribute('aria-label') ?? (labelled || label || spoken(element)));
}

/** What assistive technology adds to an element's name: what `aria-describedby` names, also where that is hidden. */
export function descriptionOf(element: Element): string {
  const root = element.getRootNode() as ShadowRoot;
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return tidy(ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' '));
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

function spoken(node: Node): string {
  if (node instanceof Element && (node.getAttribute('aria-hidden') === 'true' || node.hasAttribute('hidden')))
    return '';
  if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
  return [...node.childNodes].map(spoken).join(' ');
}

const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

/** All visible elements of a role below `root`, optionally of that name. */
export function allByRole(root: Node, role: string, name?: string | RegExp): readonly HTMLElement[] {
  const selector = [`[role=${role}]`, IMPLICIT[role]].filter(Boolean).join();
  const wanted = (found: string): boolean =>
    name === undefined || (typeof name === 'string' ? found === name : name.test(found));
  const start =
    root instanceof Element && root.shadowRoot ? [...below(root.shadowRoot), ...below(root)] : [...below(root)];
  return start.filter((each): each is HTMLElement => each.matches(selector) && isShown(each) && wanted(nameOf(each)));
}

/** The only visible element of a role and name; an error otherwise. */
export function byRole(root: Node, role: string, name?: string | RegExp): HTMLElement {
  const found = allByRole(root, role, name);
  if (found.length !== 1) {
    const there = allByRole(root, role).map((each) => `“${nameOf(each)}”`);
    throw new Error(`${found.length} of role ${role} named ${String(name)}; there are ${there.join(', ') || 'none'}`);
  }
  return found[0]!;
}

/** The element that has the focus, through shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** The element has the focus. Not left to an assertion library: printing an element costs it minutes. */
export function expectFocus(element: Element): void {
  const active = focused();
  if (active !== element)
    throw new Error(`the focus is on ${active?.localName ?? 'nothing'} “${active ? nameOf(active) : ''}”`);
}
