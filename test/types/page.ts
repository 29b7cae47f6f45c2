// A plain TypeScript page: tags and events are in the global maps once the elements are defined.
import 'sms-session-elements/define';
import type { GwsErrorEvent } from 'sms-session-elements';

const workspace = document.createElement('gws-workspace');
workspace.baseUrl = '/api/v2';
workspace.authorization = () => Promise.resolve('Bearer token');
// @ts-expect-error a density is one of two
workspace.density = 'airy';

const log = document.querySelector('message-log');
log?.setAttribute('for', 'desk');

document.addEventListener('gws-error', (event) => {
  event satisfies GwsErrorEvent;
  event.detail.code satisfies string;
  // @ts-expect-error details are read-only
  event.detail.code = 'x';
});
