// Without any UI, in Node or a worker.
import { GwsError, SMS_SESSION, createGwsTransport, createWorkspace } from 'sms-session-elements/controller';

const workspace = createWorkspace({
  transport: createGwsTransport({ baseUrl: 'https://gws.example/api/v2', topics: SMS_SESSION.topics }),
});
workspace.addEventListener('gws-operation', (event) => {
  event satisfies Event;
});

export const isDenied = (error: unknown): boolean => error instanceof GwsError;

// @ts-expect-error a transport is needed
createWorkspace({});
