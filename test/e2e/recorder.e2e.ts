import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertBuilt, root } from '../package/built.js';
import { found } from '../recorder/forms.js';
import { canaryTalk, keepTokens, signIn } from './support/canary-talk.js';
import { Desk, House } from './support/house.js';
import { recommendedPolicy } from './support/under-policy.js';

/** Strings that occur nowhere else. */
const SAID = {
  phone: '+15550144',
  customer: 'canary customer 4417',
  agent: 'canary agent 4418',
  dataKey: 'canary-key-4419',
  dataValue: 'canary value 4420',
  whisper: 'canary whisper 4421',
  refused: 'canary refused 4422',
} as const;
const PASSWORD = 'password';
const CREDENTIAL = Buffer.from(`agent1:${PASSWORD}`).toString('base64');

const page = (content: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
  <script type="module" src="/sms-session-elements.js"></script>
  <script type="module" src="/host.js?content=${content}"></script>
  <gws-workspace base-url="/api/v2"><connection-status></connection-status><flight-recorder></flight-recorder>
  <session-list></session-list><sms-session></sms-session></gws-workspace></html>`;
/** All that a page does to be recorded. */
const HOST = `import { createFlightRecorder } from '/sms-flight-recorder.js';
  const content = new URL(import.meta.url).searchParams.get('content');
  document.querySelector('gws-workspace').recorder = createFlightRecorder({ content });`;

let house: House;
before(async () => {
  assertBuilt();
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

interface Recorded {
  readonly page: Page;
  readonly desk: Desk;
  /** CSRF tokens and cookies that were in use. */
  readonly secrets: Set<string>;
}

/** A page of a host that records, under the recommended policy; signed in by a property, as hosts do. */
async function recordedDesk(content: string): Promise<Recorded> {
  const tab = await house.page('/bare.html');
  const policy = `${await recommendedPolicy()} sms-flight-recorder`;
  const serve = (path: RegExp, contentType: string, body: string): Promise<unknown> =>
    tab.route(path, (route) => route.fulfill({ contentType, body, headers: { 'content-security-policy': policy } }));
  await serve(/\/recorded\.html/, 'text/html', page(content));
  await serve(/\/host\.js/, 'text/javascript', HOST);
  await serve(
    /\/sms-flight-recorder\.js/,
    'text/javascript',
    await readFile(`${root}dist/cdn/sms-flight-recorder.min.js`, 'utf8'),
  );
  const secrets = new Set<string>([PASSWORD, CREDENTIAL]);
  keepTokens(tab, secrets);
  await tab.goto(new URL('/recorded.html', house.sandbox.url).href);
  await signIn(tab, CREDENTIAL);
  return { page: tab, desk: new Desk(tab.locator('body')), secrets };
}

/** A whole talk with everything in it that must not be found later. */
async function talk({ page: tab, desk, secrets }: Recorded): Promise<void> {
  await canaryTalk(house, tab, desk, SAID);
  for (const { value } of await tab.context().cookies()) secrets.add(value);
}

/** Presses Download, as a person does. */
async function downloaded({ page: tab, desk }: Recorded): Promise<{ name: string; path: string; text: string }> {
  const [download] = await Promise.all([tab.waitForEvent('download'), desk.press('Download')]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') };
}

/** Runs the built program; its exit code and what it prints. */
const replay = (path: string): Promise<readonly [code: unknown, out: string]> =>
  new Promise((resolve) => {
    execFile(process.execPath, [`${root}dist/bin.js`, 'replay', path], (error, out) =>
      resolve([error?.code ?? 0, out]),
    );
  });

describe('<flight-recorder> at a real desk', () => {
  it('saves a file in which nobody finds what was said, attached or signs in, and which ends as it was', async () => {
    const recorded = await recordedDesk('structure');
    await talk(recorded);
    const { page: tab, desk, secrets } = recorded;
    await desk.sees(tab.getByText('Structure only: no texts, names or attached data.'));
    await desk.press('Stop');
    await desk.sees(tab.getByText('Not recording'));
    const { name, path, text } = await downloaded(recorded);
    assert.equal(name, 'flight-recording-structure.ndjson');
    assert.ok(secrets.size > 3, 'a token and a session were in use');
    assert.ok(text.split('\n').length > 60, `${text.split('\n').length} lines`);
    const ids = await tab.evaluate(() => {
      const { workspace } = document.querySelector('gws-workspace') as HTMLElement & {
        workspace: { state: { sessionIds: readonly string[]; me?: { id: string } } };
      };
      return [...workspace.state.sessionIds, workspace.state.me?.id ?? ''];
    });
    const canaries = [...Object.values(SAID), '15550144', 'agent1', 'agent2', house.sandbox.url, ...ids, ...secrets];
    assert.deepEqual(found(text, canaries), []);
    const [code, out] = await replay(path);
    assert.match(out, /It ends as it was recorded\.$/m);
    assert.equal(code, 0);

    // Somebody else looks into it, without a line to anywhere.
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.evaluate(() => {
      const recorder = document.createElement('flight-recorder');
      recorder.setAttribute('openable', '');
      recorder.append(document.createElement('sms-session'));
      document.body.replaceChildren(recorder);
    });
    const [chooser] = await Promise.all([tab.waitForEvent('filechooser'), desk.press('Open a recording')]);
    await chooser.setFiles(path);
    await desk.sees(tab.getByText(/^Entry 0 of /));
    await desk.press('Last');
    await desk.sees(tab.getByText('It ends as it was recorded.'));
    await desk.sees(desk.log);
    assert.equal(asked.filter((url) => !url.includes('/api/v2/')).length, 0);
    console.log(`${canaries.length} canaries: none in ${text.length} characters`);
  });

  it('says that it keeps full content, and even so keeps nothing that signs in', async () => {
    const recorded = await recordedDesk('full');
    const { page: tab, desk, secrets } = recorded;
    await desk.sees(tab.getByText('Full content.'));
    await talk(recorded);
    const { name, path, text } = await downloaded(recorded);
    assert.equal(name, 'flight-recording-full.ndjson');
    assert.ok(found(text, Object.values(SAID)).length > 5, 'full content is full');
    assert.deepEqual(found(text, secrets), []);
    const [code, out] = await replay(path);
    assert.match(out, /^Recording of FULL CONTENT/);
    assert.equal(code, 0, out.slice(-500));
  });
});
