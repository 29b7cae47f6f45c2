/** What is asked of a page over the browser's protocol: expressions about its one workspace and the one session in it. */
const WORKSPACE = `document.querySelector('gws-workspace').workspace`;
const SESSION = `${WORKSPACE}.session(${WORKSPACE}.state.sessionIds[0])`;

/** How its line stands. */
export const PHASE = `document.querySelector('gws-workspace')?.workspace?.state.connection.phase`;
/** The texts that it shows, as they stand in its log. */
export const TEXTS = `[...${SESSION}.state.log].map(({ text }) => text).filter(Boolean)`;
/** Accepts the session, and resolves when that is confirmed. */
export const ACCEPT = `${SESSION}.perform('Accept', {}).finished.then(() => true)`;

/** Resolves as soon as the page shows a text. Without timers: those of hidden tabs are late. */
export const whenShown = (text: string): string => `new Promise((resolve) => {
  const session = ${SESSION};
  const look = () => [...session.state.log].some((message) => message.text === ${JSON.stringify(text)}) && resolve(true);
  session.subscribe(({ log }) => log, look);
  look();
})`;

/** Resolves as soon as the line stands so, or does not any more. */
export const whenPhase = (phase: string, is = true): string => `new Promise((resolve) => {
  const workspace = ${WORKSPACE};
  const look = () => (workspace.state.connection.phase === '${phase}') === ${is} && resolve(true);
  workspace.subscribe(({ connection }) => connection, look);
  look();
})`;
