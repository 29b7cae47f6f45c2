import { expect } from '@open-wc/testing';

/** Colour schemes in which everything must be legible. */
const SCHEMES = ['light', 'dark'] as const;

/** axe finds nothing, in the light and the dark scheme. */
export async function expectAccessible(element: HTMLElement): Promise<void> {
  const { documentElement: page } = document;
  try {
    for (const scheme of SCHEMES) {
      page.style.colorScheme = scheme;
      page.style.background = 'Canvas';
      await expect(element).to.be.accessible();
    }
  } finally {
    page.removeAttribute('style');
  }
}
