import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Desk, type Frame } from './desk.js';

function sample(name: string): Frame {
  const file = new URL(`../../fixtures/gws/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { data: Frame }).data;
}

/** What differs from one run to the next becomes its kind; everything else stays as it is. */
function normalised(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => normalised(each, key));
  if (typeof value === 'object' && value !== null) {
    if (key === 'userData') return 'user data';
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, normalised(each, name)]));
  }
  if (key === 'id' || key === 'participantId') return typeof value === 'string' ? 'an id' : value;
  if (/uri$/i.test(key) && typeof value === 'string') {
    return value
      .replace(/\s/g, '')
      .replace(/^http:\/\/[^/]+/, '')
      .replace(/[0-9A-Za-z]{15,}$/, '{id}');
  }
  if (key === 'timestamp' || key === 'receivedDate') {
    // The samples lost blanks, and gained others, on their way through a wiki.
    const damaged = /^\d{4}-\d\d-\d\d ?\d\d: ?\d\d: ?\d\d\.\d{3}[+-]\d{4}$/;
    return typeof value === 'string' && damaged.test(value) ? 'a time' : value;
  }
  if (key === 'timestampSeconds' || key === 'referenceId' || key === 'index') return typeof value;
  return key === 'nickname' ? typeof value : value;
}

const last = (frames: readonly Frame[], notificationType: string): Frame => {
  const found = frames.filter((frame) => frame.notificationType === notificationType).at(-1);
  assert.ok(found, `no ${notificationType}`);
  return found;
};

/** The 2014 samples of participants lack two keys that the later ones have. */
function asIn2014(frame: Frame): Frame {
  const copy = structuredClone(frame) as unknown as {
    smssession?: Record<string, unknown>;
    messages?: { from: object }[];
  };
  const parties = [...((copy.smssession?.participants ?? []) as object[]), ...(copy.messages ?? []).map((m) => m.from)];
  for (const party of parties as Record<string, unknown>[]) {
    delete party.uri;
    delete party.visibility;
  }
  if (copy.smssession !== undefined) {
    delete copy.smssession.receivedDate;
    delete copy.smssession.chatType;
  }
  return copy as unknown as Frame;
}

describe('the samples of the documentation', () => {
  it('Intrude: the invitation of the supervisor', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const path = `/users/${desk.id('agent1')}/smssessions/${session}`;
    const answer = desk.post('supervisor1', path, { operationName: 'Intrude', supervisorVisibilityMode: 'Monitor' });
    assert.deepEqual(answer, { status: 200, body: { statusCode: 0 } });
    const [frame, ...others] = desk.data('supervisor1');
    assert.deepEqual(others, []);
    assert.deepEqual(normalised(frame), normalised(sample('intrude.status-change')));
    assert.equal(typeof desk.resource(frame!).userData, 'object');
  });

  it('Consult: who is here, then the join that only agents see', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2');
    desk.clear();
    const answer = desk.must('agent1', session, 'Consult', { targetUri: desk.uri('agent3') });
    assert.deepEqual(Object.keys(answer).sort(), ['referenceId', 'statusCode']);
    desk.must('agent3', session, 'Accept', { nickname: 'BFriend' });
    assert.deepEqual(desk.story('agent1'), ['ParticipantsUpdated', 'NewMessages ParticipantJoined']);
    const [participants, messages] = desk
      .data('agent1')
      .map(asIn2014)
      .map((frame) => normalised(frame)) as Frame[];
    const documented = normalised(sample('consult.participants-updated')) as Frame;
    const kinds = (frame: Frame): unknown[] => frame.smssession!.participants!.map((each) => each.type).sort();
    assert.deepEqual(kinds(participants!), kinds(documented));
    const without = (frame: Frame): unknown => ({
      ...(frame as object),
      smssession: { ...(frame.smssession as object), participants: 0 },
    });
    assert.deepEqual(without(participants!), without(documented));
    assert.deepEqual(messages, normalised(sample('consult.new-messages')));
  });

  it('Consult that fails: Error with the number of the answer and the unchanged session', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const before = desk.session('agent1', session);
    desk.clear();
    const answer = desk.must('agent1', session, 'Consult', { targetUri: `${desk.uri('agent2')}0` });
    const frame = last(desk.data('agent1'), 'Error');
    assert.equal(frame.referenceId, answer.referenceId);
    assert.deepEqual(normalised(asIn2014(frame)), normalised(sample('consult.error')));
    const { userData: _unsaid, ...unchanged } = before;
    assert.deepEqual(frame.smssession, unchanged);
  });

  it('SwitchToCoach: the new visibility and lists, then ParticipantRejoined', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.intrude(session, 'Monitor');
    const before = desk.participants('supervisor1', session);
    desk.clear();
    assert.deepEqual(desk.post('supervisor1', `/me/smssessions/${session}`, { operationName: 'SwitchToCoach' }), {
      status: 200,
      body: { statusCode: 0 },
    });
    const [participants, messages, ...others] = desk.data('supervisor1');
    assert.deepEqual(others, []);
    assert.deepEqual(normalised(participants), normalised(sample('switch-to-coach.participants-updated')));
    assert.deepEqual(normalised(messages), normalised(sample('switch-to-coach.new-messages')));
    assert.deepEqual(desk.participants('supervisor1', session), before);
  });

  it('times: the format of the untouched samples, and milliseconds in timestampSeconds', () => {
    const desk = new Desk();
    desk.now = 1399313371000;
    const session = desk.chatting();
    const [entry] = desk.messages('agent1', session);
    assert.equal(entry!.timestamp, '2014-05-05 18:09:31.000+0000');
    assert.equal(entry!.timestampSeconds, 1399313371000);
    assert.equal(desk.session('agent1', session).receivedDate, '2014-05-05 18:09:31.000+0000');
  });
});
