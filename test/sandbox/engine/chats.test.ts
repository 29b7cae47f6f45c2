import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BASE, Desk, type Body, type Frame, type UserName, type WireMessage } from './desk.js';

interface Asked {
  readonly status: number;
  readonly body: Body & {
    readonly status?: number;
    readonly interaction?: Older;
    readonly interactions?: readonly Older[];
  };
}
interface Older {
  readonly id: string;
  readonly channel: string;
  readonly state: string;
  readonly capabilities: readonly string[];
}

/** A chat customer and the three kinds of callers, on one world. */
class ChatDesk extends Desk {
  /** Asks as the customer, who is no user. */
  ask(method: 'GET' | 'POST', path: string, body?: object, query?: Record<string, string>): Asked {
    const parts = { ...(body === undefined ? {} : { body: { ...body } }), ...(query === undefined ? {} : { query }) };
    return this.engine.customer({ method, path, ...parts }) as unknown as Asked;
  }

  /** A customer asks for a chat; its id. */
  request(nickname = 'Kim', more: object = {}): string {
    const { body } = this.ask('POST', '/chats', { operationName: 'RequestChat', nickname, subject: 'Bill', ...more });
    assert.equal(body.statusCode, 0);
    assert.equal(body.path, `/api/v2/chats/${body.id}`);
    return body.id!;
  }

  chat(user: UserName, id: string, operationName: string, params: object = {}): Body {
    return this.post(user, `/me/chats/${id}`, { operationName, ...params }).body;
  }

  older(user: UserName, id: string, operationName: string, params: object = {}): Asked['body'] {
    return this.post(user, `/me/interactions/${id}`, { operationName, ...params }).body;
  }

  /** A chat that agent1 has accepted. */
  talking(): string {
    const id = this.request();
    assert.equal(this.chat('agent1', id, 'Accept', { nickname: 'Ada' }).statusCode, 0);
    return id;
  }

  /** Notifications on one of the channels. */
  on(user: UserName, channel: string): Frame[] {
    const id = this.id(user);
    const sent = this.sent.filter((each) => each.userId === id && each.channel === `/v2/me/${channel}`);
    return sent.map((each) => each.data as unknown as Frame);
  }

  customerMessages(id: string, index = '1'): readonly WireMessage[] {
    return this.ask('GET', `/chats/${id}/messages`, undefined, { index }).body.messages!;
  }
}

describe('chats', () => {
  it('are told as ChatStateChangeMessage, with the numbers and keys that chats have', () => {
    const desk = new ChatDesk();
    const id = desk.talking();
    const [invited, accepted, participants, messages] = desk.on('agent1', 'chats');
    assert.equal(invited!.messageType, 'ChatStateChangeMessage');
    assert.equal(invited!.chat!.uri, `${BASE}/chats/${id}`);
    assert.deepEqual(invited!.chat!.userData, { Subject: 'Bill' });
    assert.equal(accepted!.chat!.state, 'Chatting');
    // ChatAccept repeats the number on the second notification.
    assert.equal(participants!.referenceId, accepted!.referenceId);
    assert.deepEqual([messages!.chatUri, messages!.chatPath], [`${BASE}/chats/${id}`, `/chats/${id}`]);
    desk.clear().chat('agent1', id, 'SendToAgents', { text: 'x' });
    assert.equal(desk.sent.length, 0);
  });

  it('have notices of their own, and a last word on leaving', () => {
    const desk = new ChatDesk();
    const id = desk.talking();
    assert.equal(desk.chat('agent1', id, 'SendCustomNotice', { noticeText: 'form' }).statusCode, 0);
    assert.equal(desk.chat('agent1', id, 'SendNicknameUpdatedNotice', { noticeText: 'Ada N.' }).statusCode, 0);
    assert.equal(desk.chat('agent1', id, 'SendCustomNoticeToAgents', { noticeText: 'x' }).statusCode, 3);
    desk.chat('agent1', id, 'Consult', { targetUri: desk.uri('agent2') });
    desk.chat('agent2', id, 'Accept');
    assert.equal(desk.chat('agent1', id, 'SendCustomNoticeToAgents', { noticeText: 'psst' }).statusCode, 0);
    desk.chat('agent2', id, 'Leave');
    assert.equal(desk.chat('agent1', id, 'Leave', { text: 'Goodbye', treatAs: 'Normal' }).statusCode, 0);
    const seen = desk
      .customerMessages(id)
      .map(({ type, text, noticeText, from }) => [type, text ?? noticeText, from.nickname]);
    assert.deepEqual(seen, [
      ['ParticipantJoined', undefined, 'Kim'],
      ['ParticipantJoined', undefined, 'Ada'],
      ['CustomNotice', 'form', 'Ada'],
      ['NicknameUpdated', 'Ada N.', 'Ada N.'],
      ['Text', 'Goodbye', 'Ada N.'],
      ['ParticipantLeft', undefined, 'Ada N.'],
    ]);
  });

  describe('transferred with a last word', () => {
    const words = { text: 'You are in good hands.', messageType: 'goodbye', treatAs: 'System' };
    const read = (desk: ChatDesk, id: string) =>
      desk.customerMessages(id).map(({ type, text, from }) => [type, text, from.nickname]);
    const handed = [
      ['Text', words.text, 'Ada'],
      ['ParticipantLeft', undefined, 'Ada'],
    ];

    it('to a user: it is said when they take over, and not if they never do', () => {
      const desk = new ChatDesk();
      const id = desk.talking();
      const ask = () => desk.chat('agent1', id, 'Transfer', { targetUri: desk.uri('agent2'), ...words });
      ask();
      desk.chat('agent2', id, 'Reject');
      ask();
      assert.equal(read(desk, id).length, 2);
      desk.chat('agent2', id, 'Accept', { nickname: 'Ben' });
      assert.deepEqual(read(desk, id).slice(2), [['ParticipantJoined', undefined, 'Ben'], ...handed]);
      const told = desk.data('agent2').flatMap(({ messages = [] }) => messages.map(({ text }) => text));
      assert.ok(told.includes(words.text));
    });

    it('to a queue or a colleague who is there: at once', () => {
      const desk = new ChatDesk();
      const id = desk.talking();
      assert.equal(desk.chat('agent1', id, 'Transfer', { queueName: 'Billing', ...words }).statusCode, 0);
      assert.deepEqual(read(desk, id).slice(2), handed);
      const other = new ChatDesk();
      const second = other.talking();
      other.chat('agent1', second, 'Invite', { targetUri: other.uri('agent2') });
      other.chat('agent2', second, 'Accept', { nickname: 'Ben' });
      other.chat('agent1', second, 'Transfer', { targetUri: other.uri('agent2'), ...words });
      assert.deepEqual(read(other, second).slice(-2), handed);
    });

    it('by a consultant: for agents alone; and never in a session of text messages', () => {
      const desk = new ChatDesk();
      const id = desk.talking();
      desk.chat('agent1', id, 'Consult', { targetUri: desk.uri('agent2') });
      desk.chat('agent2', id, 'Accept');
      desk.clear().chat('agent2', id, 'Transfer', { targetUri: desk.uri('agent3'), ...words });
      desk.chat('agent3', id, 'Accept');
      assert.equal(read(desk, id).length, 2);
      const told = desk.data('agent1').flatMap(({ messages = [] }) => messages);
      assert.equal(told.find(({ text }) => text === words.text)?.visibility, 'Agents');
      const sms = desk.chatting();
      desk.must('agent1', sms, 'Transfer', { queueName: 'Billing', ...words });
      assert.deepEqual(
        desk.phone().messages.filter(({ direction }) => direction === 'received'),
        [],
      );
    });
  });

  it('are watched on their own channel, and intruded under their own path', () => {
    const desk = new ChatDesk();
    const arm = (channel: string): number =>
      desk.post('supervisor1', `/users/${desk.id('agent1')}/channels/${channel}`, { operationName: 'Coach' }).body
        .statusCode;
    assert.equal(arm('smssession'), 0);
    const id = desk.talking();
    assert.deepEqual(desk.story('supervisor1'), []);
    const path = `/users/${desk.id('agent1')}/chats/${id}`;
    assert.equal(desk.post('supervisor1', path, { operationName: 'Intrude' }).body.statusCode, 1);
    assert.equal(arm('chat'), 0);
    assert.equal(desk.post('supervisor1', path, { operationName: 'Intrude' }).body.statusCode, 0);
    assert.equal(desk.on('supervisor1', 'chats')[0]!.chat!.supervisorMode, 'Coach');
  });

  it('are no SMS sessions, and the other way round', () => {
    const desk = new ChatDesk();
    const chat = desk.talking();
    const sms = desk.chatting();
    assert.equal(desk.op('agent1', chat, 'SendMessage', { text: 'x' }), 6);
    assert.equal(desk.chat('agent1', sms, 'SendMessage', { text: 'x' }).statusCode, 6);
    assert.equal(desk.ask('GET', `/chats/${sms}`).body.statusCode, 6);
    assert.equal(desk.get('agent1', '/me/chats', { fields: '*' }).statusCode, 0);
  });
});

describe('the customer of a chat', () => {
  it('waits, talks, and ends it', () => {
    const desk = new ChatDesk();
    const id = desk.request('Kim', { userData: { tier: 'gold' } });
    const state = (): string | undefined => desk.ask('GET', `/chats/${id}`).body.chat?.state;
    assert.equal(state(), 'WaitingForAgent');
    desk.chat('agent1', id, 'Accept', { nickname: 'Ada' });
    assert.equal(state(), 'Chatting');
    desk.clear();
    const say = (operationName: string, text?: string): number =>
      desk.ask('POST', `/chats/${id}`, { operationName, text }).body.statusCode;
    assert.equal(say('SendStartTypingNotification'), 0);
    assert.equal(say('SendMessage', 'Hello'), 0);
    assert.equal(say('SendMessage'), 1);
    assert.deepEqual(
      desk.on('agent1', 'chats').map((frame) => frame.messages?.[0]?.type),
      ['TypingStarted', 'Text'],
    );
    assert.deepEqual(
      desk.ask('GET', `/chats/${id}`).body.chat!.participants!.map((each) => each.nickname),
      ['Ada', 'Kim'],
    );
    desk.clear();
    assert.equal(say('Complete'), 0);
    assert.equal(state(), 'Completed');
    assert.equal(say('SendMessage', 'too late'), 2);
    assert.deepEqual(
      desk.on('agent1', 'chats').map((frame) => frame.notificationType),
      ['ParticipantsUpdated', 'NewMessages'],
    );
    const left = desk.get('agent1', `/me/chats/${id}`).chat!;
    assert.deepEqual([left.state, left.participants!.length], ['Chatting', 1]);
    assert.equal(desk.chat('agent1', id, 'Complete').statusCode, 0);
  });

  it('who gives up is not offered to anybody any more', () => {
    const desk = new ChatDesk();
    const id = desk.request();
    desk.clear();
    desk.ask('POST', `/chats/${id}`, { operationName: 'Complete' });
    assert.equal(desk.on('agent1', 'chats')[0]!.chat!.state, 'Revoked');
    assert.equal(desk.chat('agent1', id, 'Accept').statusCode, 6);
  });

  it('fetches what is new, or from an index on, numbered without gaps', () => {
    const desk = new ChatDesk();
    const id = desk.talking();
    const fetch = (): number[] => desk.ask('GET', `/chats/${id}/messages`).body.messages!.map((each) => each.index);
    assert.deepEqual(fetch(), [1, 2]);
    assert.deepEqual(fetch(), []);
    desk.chat('agent1', id, 'Consult', { targetUri: desk.uri('agent2') });
    desk.chat('agent2', id, 'Accept');
    desk.chat('agent2', id, 'SendToAgents', { text: 'psst' });
    desk.chat('agent1', id, 'SendMessage', { text: 'Hi' });
    assert.deepEqual(fetch(), [3]);
    assert.ok(!JSON.stringify(desk.customerMessages(id)).includes('psst'));
    assert.ok(
      !JSON.stringify([desk.ask('GET', `/chats/${id}`), desk.customerMessages(id)]).includes(desk.id('agent1')),
    );
  });

  it('reads the same, byte for byte, whatever goes on among agents', () => {
    const read = (withAgents: boolean): string => {
      const desk = new ChatDesk();
      const id = desk.talking();
      if (withAgents) {
        const path = `/users/${desk.id('agent1')}/chats/${id}`;
        desk.post('supervisor1', path, { operationName: 'Intrude', supervisorVisibilityMode: 'Coach' });
        desk.chat('supervisor1', id, 'Accept');
        desk.chat('supervisor1', id, 'SendMessage', { text: 'whisper' });
        desk.chat('supervisor1', id, 'SendStartTypingNotification');
        desk.chat('agent1', id, 'Consult', { targetUri: desk.uri('agent2') });
        desk.chat('agent2', id, 'Accept');
        desk.chat('agent2', id, 'SendMessage', { text: 'whisper' });
        desk.chat('supervisor1', id, 'SwitchToMonitor');
        desk.chat('agent2', id, 'Leave');
      }
      desk.chat('agent1', id, 'SendMessage', { text: 'Hi' });
      // Not even the id of somebody who comes into view later tells that they had been here unseen.
      desk.chat('agent1', id, 'Invite', { targetUri: desk.uri('agent2') });
      assert.equal(desk.chat('agent2', id, 'Accept', { nickname: 'Ben' }).statusCode, 0);
      return JSON.stringify([desk.ask('GET', `/chats/${id}`), desk.customerMessages(id)]);
    };
    assert.equal(read(true), read(false));
  });

  it('is refused what makes no sense', () => {
    const desk = new ChatDesk();
    const id = desk.request();
    const post = (path: string, body: object): number => desk.ask('POST', path, body).body.statusCode;
    assert.equal(post('/chats', { operationName: 'RequestChat' }), 1);
    assert.equal(post('/chats', { operationName: 'RequestChat', nickname: 5 }), 10);
    assert.equal(post('/chats', { operationName: 'RequestChat', nickname: 'x', userData: [] }), 10);
    assert.equal(post('/chats', { operationName: 'SendMessage', text: 'x' }), 10);
    assert.equal(post('/chats/nowhere', { operationName: 'SendMessage', text: 'x' }), 6);
    assert.equal(post(`/chats/${id}`, { operationName: 'Accept' }), 10);
    assert.equal(desk.ask('GET', '/chats').body.statusCode, 6);
    assert.equal(desk.ask('GET', '/me').body.statusCode, 6);
  });
});

describe('the older interactions API', () => {
  it('announces a chat as its one example does', () => {
    const desk = new ChatDesk();
    const id = desk.request();
    assert.deepEqual(desk.on('agent1', 'interactions'), [
      {
        messageTypeName: 'InteractionStateMessage',
        id,
        channel: 'chat',
        state: 'Invited',
        capabilities: ['Accept', 'Reject'],
      },
    ]);
  });

  it('works the chat that the successor shows, with its own names and answers', () => {
    const desk = new ChatDesk();
    const id = desk.request();
    assert.deepEqual(desk.older('agent1', id, 'Accept', { nickname: 'Ada' }), { statusCode: 0 });
    assert.equal(desk.get('agent1', `/me/chats/${id}`).chat!.state, 'Chatting');
    assert.deepEqual(desk.older('agent1', id, 'SendMessage', { text: 'Hi' }), { statusCode: 0 });
    assert.deepEqual(desk.older('agent1', id, 'SendNotification', { notifcation: 'TypingStarted' }), { statusCode: 0 });
    assert.deepEqual(desk.older('agent1', id, 'SendNotification', { notification: 'TypingStopped' }), {
      statusCode: 0,
    });
    assert.equal(desk.older('agent1', id, 'SendNotification', { notifcation: 'Yawning' }).statusCode, 10);
    assert.equal(desk.older('agent1', id, 'SendNotification').statusCode, 1);
    const types = desk.customerMessages(id).map((each) => each.type);
    assert.deepEqual(types.slice(-3), ['Text', 'TypingStarted', 'TypingStopped']);
    assert.deepEqual(desk.older('agent1', id, 'StopProcessing'), { statusCode: 0 });
    assert.equal(desk.get('agent1', `/me/interactions/${id}`).statusCode, 6);
  });

  it('tells history on request, to participants only', () => {
    const desk = new ChatDesk();
    const id = desk.talking();
    desk.chat('agent1', id, 'SendMessage', { text: 'Hi' });
    const ask = (params: object): unknown => {
      desk.clear();
      assert.equal(desk.older('agent1', id, 'RequestChatHistory', params).statusCode, 0);
      const [frame] = desk.on('agent1', 'interactions') as (Frame & { interactionUri: string })[];
      assert.equal(frame!.interactionUri, `${BASE}/interactions/${id}`);
      return frame!.messages!.map((each) => each.index);
    };
    assert.deepEqual(ask({}), [1, 2, 3]);
    assert.deepEqual(ask({ eventId: 3 }), [3]);
    assert.equal(desk.older('agent2', id, 'RequestChatHistory').statusCode, 6);
    assert.equal(desk.older('agent1', id, 'RequestChatHistory', { eventId: 'first' }).statusCode, 10);
  });

  it('completes a consultation as a transfer or as a conference', () => {
    for (const [operation, state] of [
      ['CompleteTransfer', undefined],
      ['LeaveChatConsultation', 'Chatting'],
    ] as const) {
      const desk = new ChatDesk();
      const id = desk.talking();
      assert.equal(desk.older('agent1', id, operation).statusCode, 2);
      assert.deepEqual(desk.older('agent1', id, 'StartChatConsultation', { agentId: desk.id('agent2') }), {
        status: 0,
      });
      assert.equal(desk.older('agent1', id, operation).statusCode, 2);
      desk.older('agent2', id, 'Accept', { nickname: 'Ben' });
      const { interactions } = desk.get('agent1', '/me/interactions', { fields: '*' }) as Asked['body'];
      assert.deepEqual(interactions![0]!.capabilities, [
        'Transfer',
        'StartChatConsultation',
        'StopProcessing',
        'RequestChatHistory',
        'SendMessage',
        'SendNotification',
        'CompleteTransfer',
        'LeaveChatConsultation',
      ]);
      assert.deepEqual(desk.older('agent1', id, operation), { status: 0 });
      assert.equal(desk.get('agent1', `/me/chats/${id}`).chat?.state, state);
      const names = desk.ask('GET', `/chats/${id}`).body.chat!.participants!.map((each) => each.nickname);
      assert.deepEqual(names, state === undefined ? ['Ben', 'Kim'] : ['Ada', 'Ben', 'Kim']);
    }
  });

  it('refuses as its successor does', () => {
    const desk = new ChatDesk();
    const id = desk.talking();
    assert.equal(desk.older('agent2', id, 'SendMessage', { text: 'x' }).statusCode, 6);
    assert.equal(desk.older('agent1', id, 'Accept').statusCode, 2);
    assert.equal(desk.older('agent1', id, 'SendMessage').statusCode, 1);
    assert.equal(desk.older('agent1', id, 'SendToAgents', { text: 'x' }).statusCode, 10);
    assert.equal(desk.older('agent1', id, 'Transfer').statusCode, 1);
    assert.equal(desk.older('agent1', id, 'Transfer', { agentId: desk.id('agent2') }).statusCode, 0);
    assert.equal(desk.older('agent1', desk.chatting(), 'SendMessage', { text: 'x' }).statusCode, 6);
  });
});
