import { en } from './en.js';
import type { Translation } from './translation.js';

/** Elements that speak; told when a language of the page or the set of translations changes. */
export interface LocalizedHost {
  languageChanged(): void;
}

const translations = new Map<string, Translation>([['en', en]]);
const hosts = new Set<LocalizedHost>();
let observer: MutationObserver | undefined;

/** Makes languages available, e.g. `registerTranslation(de)`. Elements on the page change at once. */
export function registerTranslation(...added: readonly Translation[]): void {
  for (const translation of added) translations.set(translation.code.toLowerCase(), translation);
  tellHosts();
}

/** The translation for a language tag: the tag itself, its language, or English. */
export function translationFor(language: string): Translation {
  const tag = language.toLowerCase();
  return translations.get(tag) ?? translations.get(tag.split('-')[0] ?? '') ?? en;
}

/** The language in force at an element: of itself or its nearest ancestor, through shadow roots; else the reader's own. */
export function languageAt(element: Element): string {
  let at: Element | undefined = element;
  while (at !== undefined) {
    const found: Element | null = at.closest('[lang]');
    if (found !== null) return found.getAttribute('lang') ?? '';
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return navigator.language;
}

/** Watches the page's languages for a host. One observer serves all, and none runs without hosts. */
export function watchLanguage(host: LocalizedHost): void {
  hosts.add(host);
  if (observer !== undefined) return;
  observer = new MutationObserver(tellHosts);
  observer.observe(document, { subtree: true, attributeFilter: ['lang', 'dir'] });
}

/** Ends `watchLanguage`. */
export function unwatchLanguage(host: LocalizedHost): void {
  hosts.delete(host);
  if (hosts.size > 0) return;
  observer?.disconnect();
  observer = undefined;
}

function tellHosts(): void {
  for (const host of hosts) host.languageChanged();
}
