import { render } from 'lit';

/** What a story file says of one story, or of all of its stories; Storybook's names. */
interface Story {
  readonly title?: string;
  readonly component?: string;
  readonly parameters?: { readonly compilesInPage?: boolean };
  readonly args?: Readonly<Record<string, unknown>>;
  readonly render?: (args: unknown, context: unknown) => unknown;
  readonly play?: (context: unknown) => Promise<void>;
}

/** What a story file exports. */
export type StoryFile = Readonly<Record<string, Story>> & { readonly default: Story };

/** Without a `render` Storybook makes the element itself, with the args as its properties. */
const plain = (tag: string, args: object): HTMLElement => Object.assign(document.createElement(tag), args);

/** Elements render each other in turns. */
async function drawn(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/**
 * Shows one story after the other without Storybook, whose own pages need what a strict policy forbids. Yields the name of each once it has been
 * rendered and played.
 */
export async function* showStories(files: readonly StoryFile[]): AsyncGenerator<string> {
  for (const { default: meta, ...stories } of files) {
    for (const [name, story] of Object.entries(stories)) {
      // Made from text in the page, which no policy of ours can allow: the host's own build would do that.
      if (story.parameters?.compilesInPage) continue;
      const canvasElement = document.createElement('main');
      document.body.replaceChildren(canvasElement);
      const args = { ...meta.args, ...story.args };
      const make = story.render ?? meta.render ?? (() => plain(meta.component ?? 'div', args));
      const context = { args, canvasElement, globals: {}, parameters: {} };
      render(make(args, context), canvasElement);
      await drawn();
      await (story.play ?? meta.play)?.(context);
      await drawn();
      yield `${meta.title ?? ''}: ${name}`;
    }
  }
}
