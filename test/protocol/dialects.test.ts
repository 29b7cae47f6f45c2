import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalCapability } from '../../src/protocol/capability.js';
import { CHAT } from '../../src/protocol/dialects/chat.js';
import { INTERACTIONS } from '../../src/protocol/dialects/interactions.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { hasOperation } from '../../src/protocol/encode.js';
import { OPERATION_GUIDE } from '../../src/protocol/operation-guide.js';
import type { OperationName } from '../../src/protocol/operation-name.js';
import { OPERATIONS } from '../../src/protocol/operations.js';

const NAMES = Object.keys(OPERATIONS) as OperationName[];
const CHAT_ONLY = ['SendCustomNotice', 'SendCustomNoticeToAgents', 'SendNicknameUpdatedNotice'];
const OLDER_ONLY = ['CompleteTransfer', 'CompleteConference', 'RequestHistory'];

test('SMS sessions have everything but the notices of chats and the two-step operations of the older API', () => {
  const lacking = NAMES.filter((name) => !hasOperation(SMS_SESSION, name));
  assert.deepEqual(new Set(lacking), new Set([...CHAT_ONLY, ...OLDER_ONLY]));
});

test('chats have the notices too', () => {
  assert.deepEqual(new Set(NAMES.filter((name) => !hasOperation(CHAT, name))), new Set(OLDER_ONLY));
});

test('the older API has the ten operations of its page, and readiness', () => {
  assert.deepEqual(
    new Set(NAMES.filter((name) => hasOperation(INTERACTIONS, name))),
    new Set([
      'Accept',
      'Reject',
      'SendMessage',
      'SendStartTypingNotification',
      'SendStopTypingNotification',
      'Transfer',
      'Complete',
      'RequestHistory',
      'Consult',
      'CompleteTransfer',
      'CompleteConference',
      'StartContactCenterSession',
      'EndContactCenterSession',
      'Ready',
      'NotReady',
    ]),
  );
});

test('what a dialect writes under another name it also reads under that name', () => {
  for (const dialect of [SMS_SESSION, CHAT, INTERACTIONS]) {
    for (const [operation, { name }] of Object.entries(dialect.wire)) {
      if (name !== undefined) assert.ok(dialect.aliases.get(name)?.includes(operation as OperationName), name);
    }
    for (const operations of dialect.aliases.values()) {
      for (const operation of operations) assert.ok(operation in OPERATIONS);
    }
  }
});

test('every dialect subscribes to what covers its own topic', () => {
  for (const { topics, topic } of [SMS_SESSION, CHAT, INTERACTIONS]) {
    assert.ok(topics.some((each) => each === topic || topic.replace(/[^/]+$/, '*') === each));
  }
});

test('each operation is described, with a page; only those that are heard have an audience', () => {
  assert.deepEqual(Object.keys(OPERATION_GUIDE), NAMES);
  for (const name of NAMES) {
    const { page, note, when } = OPERATION_GUIDE[name];
    assert.ok(page && note && when.length > 0, name);
    const { audience, sends, shows } = OPERATIONS[name];
    assert.equal(audience === undefined, sends === undefined, name);
    if (sends !== undefined) assert.equal(shows, 'message', name);
    assert.equal(audience === 'agents', name.includes('ToAgents'), name);
  }
});

test('a capability is known under its canonical name, an unknown one under its own', () => {
  assert.equal(canonicalCapability('SwitchBargeIn'), 'SwitchToBargeIn');
  assert.equal(canonicalCapability('InFocus'), 'SetInFocus');
  assert.equal(canonicalCapability('SendStopTypingToAgentNotification'), 'SendStopTypingToAgentsNotification');
  for (const name of ['Leave', 'Fly', 'constructor', '__proto__', '']) assert.equal(canonicalCapability(name), name);
});
