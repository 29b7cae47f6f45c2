import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/** What ARCHITECTURE.md says of imports: planted file → import → refused or accepted. */
const refused: readonly (readonly [file: string, code: string])[] = [
  ['src/protocol/planted.ts', `import { x } from '../state/x.js';`],
  ['src/protocol/dialects/planted.ts', `import { x } from '../../transport/x.js';`],
  ['src/protocol/planted.ts', `import { html } from 'lit';`],
  ['src/protocol/planted.ts', `import { readFile } from 'node:fs';`],
  ['src/state/planted.ts', `import { x } from '../session/x.js';`],
  ['src/state/planted.ts', `import type { LitElement } from 'lit';`],
  ['src/transport/planted.ts', `import { x } from '../state/x.js';`],
  ['src/transport/planted.ts', `import { html } from 'lit';`],
  ['src/session/planted.ts', `import { x } from '../transport/transport.js';`],
  ['src/session/planted.ts', `import type { X } from '../transport/rest-client.js';`],
  ['src/session/planted.ts', `import { x } from '../elements/foundation/x.js';`],
  ['src/session/planted.ts', `import { LitElement } from 'lit';`],
  ['src/elements/message-log/planted.ts', `import { x } from '../../transport/transport.js';`],
  ['src/elements/message-log/planted.ts', `import type { X } from '../../transport/transport.js';`],
  ['src/elements/message-log/planted.ts', `import { x } from '../../protocol/x.js';`],
  ['src/elements/message-log/planted.ts', `export * from '../../sandbox/browser/index.js';`],
  ['src/elements/message-log/planted.ts', `import { CometD } from 'cometd';`],
  ['src/elements/message-log/planted.ts', `export const x = () => import('cometd');`],
  ['src/elements/message-log/message-log.element.ts', `import '../session-list/session-list.js';`],
  ['src/elements/foundation/planted.ts', `import { x } from '../message-log/x.js';`],
  ['src/elements/gws-workspace/planted.ts', `import { x } from '../../sandbox/browser/index.js';`],
  ['src/elements/gws-workspace/planted.ts', `import { x } from '../../recorder/x.js';`],
  ['src/recorder/planted.ts', `import { x } from '../transport/transport.js';`],
  ['src/recorder/planted.ts', `import { readFile } from 'node:fs';`],
  ['src/session/planted.ts', `import type { X } from '../recorder/x.js';`],
  ['src/sandbox/engine/planted.ts', `import { x } from '../../state/x.js';`],
  ['src/sandbox/engine/planted.ts', `import { x } from '../server/x.js';`],
  ['src/sandbox/browser/planted.ts', `import { x } from '../../protocol/x.js';`],
  ['src/sandbox/browser/planted.ts', `import { x } from '../../transport/transport.js';`],
  ['src/sandbox/browser/planted.ts', `import { x } from '../server/x.js';`],
  ['src/sandbox/server/planted.ts', `import { x } from '../../state/x.js';`],
  ['src/sandbox/server/planted.ts', `import express from 'express';`],
  ['src/conformance/planted.ts', `import { x } from '../sandbox/engine/x.js';`],
  ['src/controller.ts', `import { LitElement } from 'lit';`],
  ['src/controller.ts', `export { x } from './elements/foundation/x.js';`],
  ['src/index.ts', `export { x } from './sandbox/browser/index.js';`],
  ['src/index.ts', `import './elements/message-log/message-log.js';`],
  ['src/define.ts', `import { x } from './transport/x.js';`],
  ['src/nowhere/planted.ts', `import { x } from '../protocol/x.js';`],
  ['src/state/planted.ts', `import { x } from '../../test/x.js';`],
];

const accepted: readonly (readonly [file: string, code: string])[] = [
  ['src/protocol/dialects/planted.ts', `import { x } from '../x.js';`],
  ['src/state/planted.ts', `import { x } from '../protocol/x.js';`],
  ['src/transport/planted.ts', `import { CometD } from 'cometd'; import { x } from '../protocol/x.js';`],
  ['src/session/planted.ts', `import type { X } from '../transport/transport.js'; import { y } from '../state/y.js';`],
  ['src/session/planted.ts', `import { createContext } from '@lit/context'; import type { LitElement } from 'lit';`],
  ['src/elements/message-log/planted.ts', `import { repeat } from 'lit/directives/repeat.js';`],
  ['src/elements/message-log/planted.ts', `import type { X } from '../../protocol/x.js';`],
  ['src/elements/message-log/planted.ts', `import { type X, type Y } from '../../protocol/x.js';`],
  ['src/elements/message-log/message-log.ts', `import { MessageLog } from './message-log.element.js';`],
  ['src/elements/sms-session/sms-session.ts', `import '../message-log/message-log.js';`],
  ['src/elements/gws-workspace/planted.ts', `import { x } from '../../transport/gws-transport.js';`],
  ['src/sandbox/engine/planted.ts', `import { x } from '../../protocol/x.js';`],
  ['src/sandbox/browser/planted.ts', `import type { X } from '../../transport/transport.js';`],
  ['src/sandbox/server/planted.ts', `import { createServer } from 'node:http'; import { x } from '../engine/x.js';`],
  [
    'src/conformance/planted.ts',
    `import { adapt } from 'cometd-nodejs-client'; import { x } from '../transport/x.js';`,
  ],
  ['src/index.ts', `export { x } from './elements/message-log/message-log.element.js';`],
  ['src/define.ts', `import './elements/message-log/message-log.js';`],
];

describe('the walls between the rooms', () => {
  // The project's own configuration, less the rules that need a file on disk.
  const eslint = new ESLint({
    overrideConfig: [tseslint.configs.disableTypeChecked] as ESLint.Options['overrideConfig'],
  });

  async function refusals(file: string, code: string): Promise<readonly string[]> {
    const [result] = await eslint.lintText(code, { filePath: file });
    const messages = result?.messages ?? [];
    assert.deepEqual(
      messages.filter(({ fatal }) => fatal),
      [],
    );
    return messages.filter(({ ruleId }) => ruleId === 'project/walls').map(({ message }) => message);
  }

  for (const [file, code] of refused) {
    it(`refuses ${code} in ${file}`, async () => assert.equal((await refusals(file, code)).length, 1));
  }

  for (const [file, code] of accepted) {
    it(`accepts ${code} in ${file}`, async () => assert.deepEqual(await refusals(file, code), []));
  }
});
