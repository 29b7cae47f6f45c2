import { type Decorator, type Preview, setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json' with { type: 'json' };
import '../src/define.js';
import './preview.css';

setCustomElementsManifest(manifest);

const inChosenLook: Decorator = (story, { globals }) => {
  const page = document.documentElement;
  page.style.colorScheme = String(globals.scheme);
  page.dir = String(globals.direction);
  page.dataset.density = String(globals.density);
  return story();
};

const preview: Preview = {
  tags: ['autodocs'],
  parameters: { a11y: { test: 'error' } },
  globalTypes: {
    scheme: { toolbar: { title: 'Colour scheme', icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true } },
    direction: { toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true } },
    density: {
      toolbar: { title: 'Density', icon: 'component', items: ['comfortable', 'compact'], dynamicTitle: true },
    },
  },
  initialGlobals: { scheme: 'light', direction: 'ltr', density: 'comfortable' },
  decorators: [inChosenLook],
};

export default preview;
