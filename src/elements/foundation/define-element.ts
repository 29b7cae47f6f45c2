import { VERSION } from './version.js';
import { warnOnce } from './warn.js';

/** A class that can be registered: it carries the version of the copy of the library that made it. */
export interface DefinableElement extends CustomElementConstructor {
  readonly version?: string;
}

/**
 * Registers an element, and never throws: the tags are given by the field and carry no prefix of ours, so that a second copy of the library, or
 * another library, may well have been there first. The same version is skipped silently; anything else is warned about with both versions.
 * A class that is registered already is registered under a further name as a subclass, since a registry takes each class once.
 */
export function defineElement(element: DefinableElement, tag: string, registry?: CustomElementRegistry): void {
  // No registry: Node, or a worker. Importing a define file there must do no harm.
  if (registry === undefined && !('customElements' in globalThis)) return;
  const target = registry ?? customElements;
  const existing = target.get(tag) as DefinableElement | undefined;
  if (existing !== undefined) {
    if (existing === element || existing.version === VERSION) return;
    warnOnce(
      `<${tag}> is registered already, by version ${existing.version ?? 'unknown'}; version ${VERSION} is not used.`,
    );
    return;
  }
  try {
    target.define(tag, element);
  } catch {
    try {
      target.define(tag, class extends element {});
    } catch (error) {
      warnOnce(`<${tag}> could not be registered: ${String(error)}`);
    }
  }
}
