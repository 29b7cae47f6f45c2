import { html, nothing, render, type TemplateResult } from 'lit';
import type { Message } from '../../protocol/message.js';
import { wordsOf } from '../../state/message-kind.js';
import type { EventRow, MessageRow, Row } from '../../state/transcript.js';
import { iconAlert, iconClock, iconLink, iconLock } from '../foundation/icons.js';
import { dayOf, formatDate, formatTime } from '../foundation/intl.js';
import { richText } from '../foundation/linkify.js';
import type { Translation } from '../foundation/localization/translation.js';
import { isolated, personName } from '../foundation/people.js';
import { safeName, showText } from '../foundation/text.js';

/** What rows need to be drawn. */
export interface RowContext {
  readonly t: Translation;
  readonly language: string;
  /** Keys of rows whose long text is shown whole. */
  readonly whole: ReadonlySet<number>;
  /** Indexes of lines that the browser or the network sent once more. */
  readonly repeated: ReadonlySet<number>;
  /** The person wants the whole of a long text. */
  readonly showWhole: (row: MessageRow) => void;
}

/** Written about a participant who is thrown out, with a user id that means nothing to people. @see SMSRemoveParticipantFromConference */
const REMOVAL = /^REMOVE_PARTICIPANT_FROM_CONFERENCE/;
const DAY = 86_400_000;

/** Fills `host` with a row. A row that cannot be drawn becomes a line that says so: one bad entry must not take the log away. */
export function drawRow(row: Row, host: HTMLElement, context: RowContext): void {
  try {
    host.className = classOf(row);
    render(contentOf(row, context), host);
  } catch {
    host.className = 'row event';
    render(context.t.conversation.cannotShow, host);
  }
  if (!host.hasAttribute('role')) {
    host.tabIndex = -1;
    if (row.kind === 'day') {
      host.setAttribute('role', 'heading');
      host.ariaLevel = '3';
    } else host.setAttribute('role', 'article');
  }
}

/** One sentence for a row that gets the focus: who, to whom, when, what. */
export function labelOf(row: Row, { t, language, repeated }: RowContext): string {
  if (row.kind === 'day') return dayText(row.time, t, language);
  if (row.kind === 'gap') return t.conversation.gap(row.to - row.from + 1);
  if (row.kind === 'earlier') return t.conversation.earlier(row.count);
  const { message, audience } = row;
  const only = audience === 'agents' ? t.terms.agentsOnly : '';
  const time = message.time === undefined ? '' : formatTime(message.time, language);
  if (row.kind === 'event') return [eventText(row, t), only, time].filter(Boolean).join(', ');
  const name = row.own ? t.terms.you : personName(message.from, t);
  const again = repeated.has(row.index) ? ` ${t.conversation.repeated}` : '';
  return `${[name, only, time].filter(Boolean).join(', ')}: ${showText(wordsOf(message) ?? '').text.slice(0, 500)}${again}`;
}

/** The mark of what only agents can read: never a colour alone. */
export const agentsOnlyMark = (t: Translation): TemplateResult =>
  html`<span class="only">${iconLock}${t.terms.agentsOnly}</span>`;

function classOf(row: Row): string {
  if (row.kind === 'day' || row.kind === 'gap') return `row ${row.kind}`;
  if (row.kind === 'earlier') return 'row event';
  const only = row.audience === 'agents' ? ' agents-only' : '';
  if (row.kind === 'event') return `row event${only}`;
  const side = row.own || row.message.from?.type === 'Agent' ? ' agent' : '';
  return `row message${side}${row.own ? ' own' : ''}${only}${row.groupStart ? ' start' : ''}`;
}

function contentOf(row: Row, context: RowContext): TemplateResult {
  const { t, language } = context;
  switch (row.kind) {
    case 'day':
      return html`<span>${dayText(row.time, t, language)}</span>`;
    case 'gap':
      return html`${iconClock} ${t.conversation.gap(row.to - row.from + 1)}`;
    case 'earlier':
      return html`${t.conversation.earlier(row.count)}`;
    case 'event':
      return html`${row.audience === 'agents' ? iconLock : nothing}
      ${eventText(row, t)}${row.audience === 'agents' ? ` · ${t.terms.agentsOnly}` : ''}${timeOf(row.message, language)}`;
    case 'message':
      return messageContent(row, context);
  }
}

/**
 * Most rows are plain text: for them there are flat templates without inner markers, at a third of the nodes. An agents-only line is never plain.
 */
function messageContent(row: MessageRow, context: RowContext): TemplateResult {
  const { t, language, whole, repeated, showWhole } = context;
  const { message, own, audience, groupStart } = row;
  const again = repeated.has(row.index);
  const { text, cut } = showText(wordsOf(message) ?? '', whole.has(row.key));
  const rich = richText(text);
  const name = groupStart ? (own ? t.terms.you : personName(message.from, t)) : undefined;
  const time = message.time === undefined ? '' : formatTime(message.time, language);
  const sent = own ? t.conversation.sent : undefined;
  const [only] = rich;
  const isPlain = rich.length === 1 && !cut && !again && audience === 'customer' && message.type === 'Text';
  if (isPlain && typeof only === 'string') {
    return plainLine(only, time, name, sent);
  }
  const body = message.type === 'PushUrl' ? html`${iconLink} ${rich}` : rich;
  const more = cut
    ? html`<button type="button" class="more" @click=${() => showWhole(row)}>${t.terms.showMore}</button>`
    : nothing;
  const bubble =
    audience === 'agents'
      ? html`<div class="bubble" part="bubble agents-only">
          ${agentsOnlyMark(t)}
          <div class="text" dir="auto">${body}</div>
          ${more}
        </div>`
      : html`<div class="bubble" part="bubble">
          <div class="text" dir="auto">${body}</div>
          ${more}
        </div>`;
  return html`${name === undefined ? nothing : html`<div class="who" part="name"><bdi>${name}</bdi></div>`}
    <div class="line">
      ${bubble}<span class="meta" part="meta"
        ><time>${time}</time>${sent === undefined ? nothing : html`<span role="img" aria-label=${sent}>✓</span>`}</span
      >
    </div>
    ${again ? html`<div class="trouble again" part="trouble"><span>${iconAlert}${t.conversation.repeated}</span></div>` : nothing}`;
}

function plainLine(text: string, time: string, name: string | undefined, sent: string | undefined): TemplateResult {
  if (name === undefined) {
    return sent === undefined
      ? html`<div class="line">
          <div class="bubble text" part="bubble" dir="auto" .textContent=${text}></div>
          <span class="meta" part="meta"><time .textContent=${time}></time></span>
        </div>`
      : html`<div class="line">
          <div class="bubble text" part="bubble" dir="auto" .textContent=${text}></div>
          <span class="meta" part="meta"
            ><time .textContent=${time}></time><span role="img" aria-label=${sent}>✓</span></span
          >
        </div>`;
  }
  return sent === undefined
    ? html`<div class="who" part="name"><bdi .textContent=${name}></bdi></div>
        <div class="line">
          <div class="bubble text" part="bubble" dir="auto" .textContent=${text}></div>
          <span class="meta" part="meta"><time .textContent=${time}></time></span>
        </div>`
    : html`<div class="who" part="name"><bdi .textContent=${name}></bdi></div>
        <div class="line">
          <div class="bubble text" part="bubble" dir="auto" .textContent=${text}></div>
          <span class="meta" part="meta"
            ><time .textContent=${time}></time><span role="img" aria-label=${sent}>✓</span></span
          >
        </div>`;
}

const timeOf = ({ time }: Message, language: string): TemplateResult | typeof nothing =>
  time === undefined ? nothing : html`<time>${formatTime(time, language)}</time>`;

function dayText(time: number, t: Translation, language: string): string {
  const day = dayOf(time);
  const now = Date.now();
  if (day === dayOf(now)) return t.conversation.today;
  return day === dayOf(now - DAY) ? t.conversation.yesterday : formatDate(time, language);
}

function eventText({ message }: EventRow, t: Translation): string {
  const { type, from, text, noticeText } = message;
  const words = t.conversation;
  const name = isolated(personName(from, t));
  if (type === 'ParticipantJoined') return words.joined(name);
  if (type === 'ParticipantLeft') return words.left(name);
  if (type === 'ParticipantRejoined') return words.rejoined(name);
  if (type === 'NicknameUpdated') return words.renamed(isolated(safeName(noticeText ?? from?.nickname ?? '')));
  const said = showText(text ?? noticeText ?? '').text;
  if (REMOVAL.test(said)) return words.removed;
  if ((type === 'Notice' || type === 'CustomNotice') && said !== '') return said;
  const unknown = words.unknownEntry(safeName(type));
  return said === '' ? unknown : `${unknown}: ${said}`;
}
