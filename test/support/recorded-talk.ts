import { createFlightRecorder, type FlightRecorderOptions } from '../../src/recorder/index.js';
import { createSandbox } from '../../src/sandbox/browser/index.js';
import type { Readable, SessionApi, WorkspaceApi } from '../../src/session/contract.js';
import { createWorkspace } from '../../src/session/workspace-controller.js';

/** What people say, are called and attach in the recorded talk: strings that occur nowhere else. */
export const TALK = {
  phone: '+15550144',
  question: 'Where is my parcel? It was promised for Tuesday.',
  answer: 'Let me look that up for you.',
  whisper: 'It is still in Rotterdam, tell them Friday.',
  refused: 'You will have it on Friday, I promise.',
  missed: 'Are you still there?',
  last: 'It will be with you on Friday.',
  dataKey: 'ParcelNumber',
  dataValue: 'NL-5517-0029',
} as const;

function when<S>(api: Readable<S>, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo()) {
      resolve();
      return;
    }
    const stop = api.subscribe(
      (state) => state,
      () => {
        if (!isSo()) return;
        stop();
        resolve();
      },
    );
  });
}

async function reads(session: SessionApi, text: string): Promise<void> {
  await when(session, () => [...session.state.log].some((message) => message.text === text));
}

/** Accepts, and waits until one is known to be there: before that nobody knows who would read a text. */
async function accept(workspace: WorkspaceApi, session: SessionApi): Promise<void> {
  await session.perform('Accept', {}).finished;
  await when(session, () => session.state.participants.some(({ userId }) => userId === workspace.state.me?.id));
}

/** A talk on the sandbox inside the page, recorded: a consult, a whisper, a refusal, a line that breaks and is caught up with, and the end. */
export async function recordedTalk(options?: FlightRecorderOptions): Promise<string> {
  const sandbox = createSandbox({ seed: 1 });
  const control = (path: string, body: Readonly<Record<string, string>>): void => {
    sandbox.control({ method: 'POST', path: `/sandbox/${path}`, body });
  };
  const recorder = createFlightRecorder(options);
  const workspace = recorder.createWorkspace({ transport: sandbox.transportFor('agent1') });
  workspace.connect();
  await when(workspace, () => workspace.state.connection.phase === 'live');
  sandbox.text(TALK.phone, TALK.question, 'agent1');
  await when(workspace, () => workspace.state.sessionIds.length === 1);
  const [id = ''] = workspace.state.sessionIds;
  const session = workspace.session(id);
  workspace.select(id);
  await accept(workspace, session);
  await session.send(TALK.answer, 'customer').finished;
  await session.perform('AttachUserData', { userData: { [TALK.dataKey]: TALK.dataValue } }).finished;
  const colleague = await consulted(sandbox.transportFor('agent2'), workspace, session);
  await colleague.session(id).send(TALK.whisper, 'agents').finished;
  await reads(session, TALK.whisper);
  await colleague.close();
  control('faults', { kind: 'refuse', user: 'agent1', operation: 'SendMessage' });
  await session.send(TALK.refused, 'customer').finished;
  control('faults', { kind: 'none' });
  control('faults', { kind: 'restart' });
  sandbox.text(TALK.phone, TALK.missed);
  await when(workspace, () => workspace.state.connection.phase !== 'live');
  workspace.retry();
  await reads(session, TALK.missed);
  await when(workspace, () => workspace.state.connection.phase === 'live');
  await session.send(TALK.last, 'customer').finished;
  session.markSeen();
  await session.perform('Complete', {}).finished;
  recorder.stop();
  const ndjson = recorder.toNdjson();
  await workspace.close();
  sandbox.close();
  return ndjson;
}

async function consulted(
  transport: Parameters<typeof createWorkspace>[0]['transport'],
  workspace: WorkspaceApi,
  session: SessionApi,
): Promise<WorkspaceApi> {
  const colleague = createWorkspace({ transport });
  colleague.connect();
  await when(colleague, () => colleague.state.connection.phase === 'live');
  const users = await workspace.users();
  const targetUri = users.find(({ userName }) => userName === 'agent2')?.uri ?? '';
  const consulting = session.perform('Consult', { targetUri }).finished;
  await when(colleague, () => colleague.state.sessionIds.includes(session.id));
  await accept(colleague, colleague.session(session.id));
  await consulting;
  return colleague;
}
