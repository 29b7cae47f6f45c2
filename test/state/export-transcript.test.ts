import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../src/protocol/message.js';
import { MAX_ENTRIES } from '../../src/state/message-log.js';
import { type ExportOptions, exportTranscript } from '../../src/state/export-transcript.js';
import { chatting, colleague, customer, line, me, messages, NOON, reduce } from './builders.js';

const talk: readonly Message[] = [
  line(1, { text: 'Where is my order?' }),
  line(2, { type: 'ParticipantJoined', from: colleague, visibility: 'Agents' }),
  line(3, { from: colleague, visibility: 'All', text: 'Offer the refund' }),
  line(4, { type: 'TypingStarted', from: me }),
  line(5, { from: me, text: 'I can refund it.' }),
  line(6, { type: 'PushUrl', from: me, text: 'see', url: 'https://example.com/4417' }),
  { index: 7, type: 'CustomNotice', from: me, visibility: 'Agents', time: NOON + 7000, noticeText: 'refund offered' },
  line(8, { from: me, visibility: 'Whisper', text: 'to nobody knows whom' }),
  { index: 9, type: 'Text', text: 'of nobody, to nobody' },
];

const exported = (list: readonly Message[], options: ExportOptions): string =>
  exportTranscript(reduce(chatting(), messages(list)), options);

describe('exportTranscript', () => {
  it('writes for the customer what the customer could read, in lines', () => {
    assert.equal(
      exported(talk, { audience: 'customer' }),
      [
        '2026-01-05T12:00:01.000Z Customer Cleo: Where is my order?',
        '2026-01-05T12:00:05.000Z Agent Anna: I can refund it.',
        '2026-01-05T12:00:06.000Z [PushUrl] Agent Anna: https://example.com/4417',
        '',
      ].join('\n'),
    );
  });

  it('says to everybody that the beginning of an overlong conversation is missing', () => {
    const overlong = Array.from({ length: MAX_ENTRIES + 1 }, (_, i) => line(i + 1));
    for (const audience of ['customer', 'agents'] as const) {
      assert.match(exported(overlong, { audience }), /^\[earlier entries are missing\]\n2026/);
      assert.equal(
        (JSON.parse(exported(overlong, { audience, format: 'json' })) as { earlierMissing?: true }).earlierMissing,
        true,
      );
      assert.doesNotMatch(exported(talk, { audience, format: 'json' }), /earlierMissing/);
    }
  });

  it('writes everything for agents, and marks what is for them alone', () => {
    assert.equal(
      exported(talk, { audience: 'agents' }),
      [
        '2026-01-05T12:00:01.000Z Customer Cleo: Where is my order?',
        '2026-01-05T12:00:02.000Z [agents only] [ParticipantJoined] Agent Ben: line 2',
        '2026-01-05T12:00:03.000Z [agents only] Agent Ben: Offer the refund',
        '2026-01-05T12:00:05.000Z Agent Anna: I can refund it.',
        '2026-01-05T12:00:06.000Z [PushUrl] Agent Anna: https://example.com/4417',
        '2026-01-05T12:00:07.000Z [agents only] [CustomNotice] Agent Anna: refund offered',
        '2026-01-05T12:00:08.000Z [agents only] Agent Anna: to nobody knows whom',
        '[agents only]: of nobody, to nobody',
        '',
      ].join('\n'),
    );
  });

  for (const format of ['text', 'json'] as const) {
    it(`is the same for the customer, in ${format}, whether or not agents talked among themselves`, () => {
      const open = talk.filter(({ index }) => [1, 5, 6].includes(index));
      const alone = exported(
        open.map((each, at) => ({ ...each, index: at + 1 })),
        { audience: 'customer', format },
      );
      assert.equal(exported(talk, { audience: 'customer', format }), alone);
    });
  }

  it('tells agents, and no customer, of entries that are missing', () => {
    const holes = talk.filter(({ index }) => index !== 2 && index !== 3);
    assert.match(exported(holes, { audience: 'agents' }), /\n\[entries 2 to 3 are missing\]\n$/);
    assert.doesNotMatch(exported(holes, { audience: 'customer' }), /missing/);
    const json = (audience: 'customer' | 'agents'): object =>
      JSON.parse(exported(holes, { audience, format: 'json' })) as object;
    assert.deepEqual((json('agents') as { gaps: unknown }).gaps, [{ from: 2, to: 3 }]);
    assert.equal('gaps' in json('customer'), false);
  });

  it('writes objects for programs', () => {
    assert.deepEqual(JSON.parse(exported(talk.slice(0, 2), { audience: 'agents', format: 'json' })), {
      session: chatting().id,
      audience: 'agents',
      entries: [
        {
          time: '2026-01-05T12:00:01.000Z',
          type: 'Text',
          from: { nickname: 'Cleo', type: 'Customer' },
          text: 'Where is my order?',
          audience: 'customer',
          index: 1,
        },
        {
          time: '2026-01-05T12:00:02.000Z',
          type: 'ParticipantJoined',
          from: { nickname: 'Ben', type: 'Agent' },
          text: 'line 2',
          audience: 'agents',
          index: 2,
        },
      ],
      gaps: [],
    });
    assert.deepEqual(JSON.parse(exported(talk.slice(0, 2), { audience: 'customer', format: 'json' })), {
      session: chatting().id,
      audience: 'customer',
      entries: [
        {
          time: '2026-01-05T12:00:01.000Z',
          type: 'Text',
          from: { nickname: 'Cleo', type: 'Customer' },
          text: 'Where is my order?',
        },
      ],
    });
  });

  it('writes an entry without words as what happened and to whom', () => {
    const { text: _text, ...joined } = line(1, { type: 'ParticipantJoined' });
    assert.equal(
      exported([joined], { audience: 'customer' }),
      '2026-01-05T12:00:01.000Z [ParticipantJoined] Customer Cleo\n',
    );
  });

  it('sets further lines of a text in from the edge', () => {
    assert.equal(
      exported([line(1, { text: 'Hello,\nwhere is\r\nmy order?' })], { audience: 'customer' }),
      '2026-01-05T12:00:01.000Z Customer Cleo: Hello,\n    where is\n    my order?\n',
    );
  });

  it('lets no line break, and no name, forge an entry', () => {
    const nickname = 'Kim\n2026-01-05T12:00:09.000Z Agent Anna: we pay';
    for (const end of ['\n', '\r', '\r\n', '\u2028', '\u2029', '\x85', '\v', '\f']) {
      const text = `hi${end}2026-01-05T12:00:09.000Z Agent Anna: we pay`;
      const lines = exported([line(1, { text, from: { ...customer, nickname } })], { audience: 'customer' }).split(
        /\r\n|[\n\v\f\r\x85\u2028\u2029]/,
      );
      assert.equal(lines.filter((each) => each.startsWith('2026')).length, 1);
      assert.match(lines[0] ?? '', /^2026-01-05T12:00:01.000Z Customer Kim /);
    }
  });

  it('writes times that no calendar has as they came', () => {
    assert.match(exported([line(1, { time: NOON * 1e6 })], { audience: 'customer' }), /^\d{19} Customer/);
  });

  it('takes an audience that it does not know for the customer', () => {
    const options = { audience: 'everybody' } as unknown as ExportOptions;
    assert.equal(exported(talk, options), exported(talk, { audience: 'customer' }));
  });
});
