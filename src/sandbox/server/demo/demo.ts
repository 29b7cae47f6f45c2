/**
 * The page's own script: what a host writes around the elements. It signs the three desks in, and plays the customer's phone.
 */
export {};

const NUMBER = '+15550100';
const PHONE_POLL = 600;
const FIRST_TEXT = 'Hi! My blanket (order 4417) should have come on Tuesday. Where is it?';

interface PhoneMessage {
  /** As the phone's owner sees it. */
  readonly direction: 'sent' | 'received';
  readonly text: string;
}
interface Phone {
  readonly messages: readonly PhoneMessage[];
  readonly agentTyping?: boolean;
}

for (const workspace of document.querySelectorAll('gws-workspace')) {
  // Sandbox users all have this password. A real host page returns its own token here, or relies on its login cookie and sets nothing.
  Object.assign(workspace, { authorization: `Basic ${btoa(`${workspace.id}:password`)}` });
}

// The record stands apart from the desk, and shows what is attached to the session that runs there.
for (const data of document.querySelectorAll('user-data')) {
  Object.assign(data, {
    fields: [
      { key: 'PhoneNumber', label: 'Phone', readOnly: true },
      { key: 'Order' },
      { key: 'DispositionCode', hidden: true },
    ],
  });
}
for (const picker of document.querySelectorAll('disposition-picker')) {
  Object.assign(picker, {
    codes: [
      { code: 'resolved', label: 'Resolved', group: 'Done' },
      { code: 'refund', label: 'Refund promised', group: 'Done' },
      { code: 'callback', label: 'Call back later', group: 'Open' },
      { code: 'depot', label: 'With the depot', group: 'Open' },
    ],
  });
}

const list = byId('phone-messages');
const typing = byId('phone-typing');
const form = byId('phone-form') as HTMLFormElement;
const input = byId('phone-text') as HTMLInputElement;
let shown = '';

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (text === '') return;
  input.value = '';
  void textFromPhone(text).then(refreshPhone);
});

byId('restart').addEventListener('click', () => {
  void post('/sandbox/reset', { seed: 1 }).then(() => location.reload());
});

const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
for (const [position, tab] of tabs.entries()) {
  tab.addEventListener('click', () => showTab(tab));
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined ? undefined : tabs[(position + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    showTab(next);
    next.focus();
  });
}

if ((await readPhone()).messages.length === 0) await textFromPhone(FIRST_TEXT, 'agent1');
await refreshPhone();
setInterval(() => void refreshPhone(), PHONE_POLL);

function showTab(selected: HTMLElement): void {
  for (const tab of tabs) {
    const isSelected = tab === selected;
    tab.setAttribute('aria-selected', String(isSelected));
    tab.tabIndex = isSelected ? 0 : -1;
    byId(tab.getAttribute('aria-controls') ?? '').hidden = !isSelected;
  }
}

async function textFromPhone(text: string, to?: string): Promise<void> {
  await post('/sandbox/sms', { from: NUMBER, text, ...(to !== undefined && { to }) });
}

async function readPhone(): Promise<Phone> {
  const answer = await fetch(`/sandbox/sms/${encodeURIComponent(NUMBER)}`);
  return (await answer.json()) as Phone;
}

async function refreshPhone(): Promise<void> {
  let phone: Phone;
  try {
    phone = await readPhone();
  } catch {
    // The sandbox is restarting: the phone shows what it has.
    return;
  }
  typing.textContent = phone.agentTyping === true ? 'Larch & Loom is typing …' : '';
  const news = JSON.stringify(phone.messages);
  if (news === shown) return;
  shown = news;
  list.replaceChildren(
    ...phone.messages.map(({ direction, text }) => {
      const item = document.createElement('li');
      item.className = direction;
      item.textContent = text;
      return item;
    }),
  );
  list.scrollTop = list.scrollHeight;
}

async function post(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no #${id}`);
  return element;
}
