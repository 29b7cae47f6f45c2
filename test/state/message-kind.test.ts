import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kindOf, type MessageKind, wordsOf } from '../../src/state/message-kind.js';
import { line } from './builders.js';

const kinds: Readonly<Record<MessageKind, readonly string[]>> = {
  line: ['Text', 'PushUrl'],
  typing: ['TypingStarted', 'TypingStopped'],
  event: [
    'ParticipantJoined',
    'ParticipantLeft',
    'ParticipantRejoined',
    'NicknameUpdated',
    'Notice',
    'CustomNotice',
    'PushUrlDone',
  ],
  // They may be words: nothing that only looks like something that happened is passed over.
  other: ['PictureMessage', 'ParticipantJoinedText', 'TextOfParticipantLeft', 'NoticeReply', 'DoneReply', ''],
};

describe('an entry of the log', () => {
  for (const [kind, types] of Object.entries(kinds))
    for (const type of types) it(`of type "${type}" is: ${kind}`, () => assert.equal(kindOf({ type }), kind));

  it('says its text, the address that was pushed, or its notice', () => {
    const given = { text: 'see', url: 'https://example.com/', noticeText: 'done' };
    assert.equal(wordsOf(line(1, given)), 'see');
    assert.equal(wordsOf(line(1, { ...given, type: 'PushUrl' })), 'https://example.com/');
    assert.equal(wordsOf({ index: 1, type: 'CustomNotice', noticeText: 'done' }), 'done');
    assert.equal(wordsOf({ index: 1, type: 'ParticipantLeft' }), undefined);
  });
});
