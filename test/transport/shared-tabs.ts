import assert from 'node:assert/strict';
import type { FakeBrowser, Tab } from './shared-browser.js';

/** The states that tabs report. */
export const states = (tabs: readonly Tab[]): readonly string[] => tabs.map(({ state }) => state);
/** How often a tab had to catch up. */
export const generation = (tab: Tab): number => tab.transport.status.generation;
/** The tab that polls; there is one. */
export const leaderOf = (browser: FakeBrowser): Tab => {
  const [line, ...more] = browser.gws.polls;
  assert.equal(more.length, 0, 'one poll');
  return browser.tabs.find((tab) => tab.line === line)!;
};
/** All open tabs but one. */
export const others = (tabs: readonly Tab[], tab: Tab): readonly Tab[] =>
  tabs.filter((each) => each !== tab && !each.closed);
