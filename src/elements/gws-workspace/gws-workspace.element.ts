import { ContextProvider } from '@lit/context';
import { html, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CHAT } from '../../protocol/dialects/chat.js';
import type { Dialect } from '../../protocol/dialects/dialect.js';
import { INTERACTIONS } from '../../protocol/dialects/interactions.js';
import { SMS_SESSION } from '../../protocol/dialects/sms-session.js';
import { sessionContext, workspaceContext } from '../../session/contexts.js';
import type { TargetSource, WorkspaceApi } from '../../session/contract.js';
import { createQueueDirectory } from '../../session/queues.js';
import type { FlightRecorder } from '../../recorder/flight-recorder.js';
import { createWorkspace } from '../../session/workspace-controller.js';
import { createGwsTransport } from '../../transport/gws-transport.js';
import type { Transport } from '../../transport/transport.js';
import { announcerOf } from '../foundation/announcer.js';
import { BaseElement } from '../foundation/base-element.js';
import { warnOnce } from '../foundation/warn.js';
import { nameOf } from '../foundation/session-words.js';
import { styles } from './gws-workspace.styles.js';
import { pageReady } from './page-ready.js';
import { sharing } from './sharing.js';

const DIALECTS: Readonly<Record<string, Dialect>> = { sms: SMS_SESSION, chat: CHAT, interactions: INTERACTIONS };

/** Properties that make the line what it is: another value means another line. */
const LINE = ['baseUrl', 'transport', 'dialect', 'credentials', 'websocket', 'shareConnection'] as const;

/** What we read of an invitation's event, whichever copy of the library made it. */
type InvitationLike = Event & { readonly detail: { readonly sessionId: string } };

/**
 * One signed-in user's line to GWS, for the elements inside it and for those that name it with `for`. It makes the workspace's controller once, when it
 * is in a page and knows where to go, and keeps it while it is moved about. Elements about one session follow the selected one, unless an `<sms-session>`
 * stands between.
 *
 * @tag gws-workspace
 * @slot - Anything; the elements inside find the workspace by themselves.
 * @fires {GwsBeforeOperationEvent} gws-before-operation - Before anything is asked of the server; `preventDefault()` stops it.
 * @fires {GwsOperationEvent} gws-operation - An operation ended: confirmed, failed or unknown.
 * @fires {GwsInvitationEvent} gws-invitation - A session rings.
 * @fires {GwsSessionEvent} gws-session - A session's state changed.
 * @fires {GwsSelectEvent} gws-select - Another session is selected, or none.
 * @fires {GwsConnectionEvent} gws-connection - The line changed its phase.
 * @fires {GwsErrorEvent} gws-error - Something failed; a code, never personal data.
 */
export class GwsWorkspaceElement extends BaseElement {
  static override readonly tag = 'gws-workspace';
  static override styles: CSSResultGroup = styles;

  /** Where the REST API is: absolute, or relative to the page, e.g. `/api/v2`. */
  @property({ attribute: 'base-url' }) baseUrl?: string;

  /** Which of the GWS APIs to speak: `sms`, `chat` or the older `interactions`. As a property also a dialect table of your own. */
  @property() dialect: 'sms' | 'chat' | 'interactions' | Dialect = 'sms';

  /**
   * Whether requests carry cookies, as in `fetch`. Default `include`: a GWS ties its CSRF token and its notifications to cookies of its own, also when it
   * is another origin than the page. They go to the origin of `base-url` alone.
   */
  @property() credentials?: RequestCredentials;

  /** Tries a WebSocket before long polling, where the server has one. */
  @property({ type: Boolean }) websocket = false;

  /**
   * One line for all tabs of the browser in which the same user is signed in: one of them listens to the server and passes on what it hears. Over
   * HTTP/1.1 browsers allow six connections to a server; without this, six tabs that listen leave none to send on. What does it is a file of its own,
   * loaded when this is set.
   */
  @property({ type: Boolean, attribute: 'share-connection' }) shareConnection = false;

  /** Connects as soon as it can. `auto-connect="false"` waits for `workspace.connect()`. */
  @property({ attribute: 'auto-connect', converter: (value) => value !== 'false' }) autoConnect = true;

  /** Signs in to the media channel once the line is live (StartContactCenterSession), unless that was done already, and out again when the line is ended. */
  @property({ type: Boolean, attribute: 'auto-start' }) autoStart = false;

  /** Milliseconds that the line is kept after the element left the page: moving it, or a view that comes back, hangs up on nobody. */
  @property({ type: Number }) grace = 3000;

  /** A line of your own, instead of one to `base-url`: the sandbox, or a shared one. */
  @property({ attribute: false }) transport?: Transport;

  /** Value of the `Authorization` header, or a function that gives it, asked again for each request. Never an attribute: it is a secret. */
  @property({ attribute: false }) authorization?: string | (() => string | Promise<string>);

  /** Whom to consult, invite or transfer to; read when the line is made. Default: the users within the signed-in user's reach, and queues. */
  @property({ attribute: false }) directory?: TargetSource;

  /** Records what happens on the line, for `<flight-recorder>` or the page to save; read when the line is made. */
  @property({ attribute: false }) recorder?: Pick<FlightRecorder, 'createWorkspace'>;

  readonly #provider = new ContextProvider(this, { context: workspaceContext });
  readonly #selected = new ContextProvider(this, { context: sessionContext });
  #workspace: WorkspaceApi | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #silence: (() => void) | undefined;

  /** The workspace's controller; `undefined` until there is one. */
  get workspace(): WorkspaceApi | undefined {
    return this.#workspace;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#leaving);
    if (this.#workspace === undefined) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving = setTimeout(() => this.#end(), this.grace);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#workspace !== undefined && LINE.some((name) => changed.has(name))) this.#end();
    // New credentials are a reason to try again at once.
    if (changed.has('authorization') && this.#workspace?.state.connection.phase === 'auth-required') {
      this.#workspace.retry();
    }
    this.#begin();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>
      <div class="voice"></div>`;
  }

  #begin(): void {
    const { baseUrl, transport } = this;
    if (this.#workspace !== undefined || !this.isConnected) return;
    if ((transport ?? baseUrl) === undefined) return;
    const retry = (): void => this.requestUpdate();
    const share = this.shareConnection && transport === undefined ? sharing(retry) : null;
    // Scripts of the page that come after ours may be about to set properties.
    if (share === undefined || !pageReady(retry)) return;
    const workspace = (this.#workspace = (this.recorder ?? { createWorkspace }).createWorkspace({
      transport: transport ?? this.#makeTransport(baseUrl ?? '', share),
      dialect: this.#dialect,
      host: this,
      autoStart: this.autoStart,
      active: () => document.visibilityState === 'visible',
      queues: createQueueDirectory,
      ...(this.directory && { directory: this.directory }),
    }));
    workspace.addEventListener('gws-invitation', (event) => this.#announce(workspace, event as InvitationLike));
    const voice = this.renderRoot.querySelector<HTMLElement>('.voice');
    this.#silence = voice === null ? undefined : announcerOf(workspace).attach(voice);
    this.#provider.setValue(workspace);
    workspace.subscribe(
      ({ selectedId }) => selectedId,
      (id) => this.#selected.setValue(id === undefined ? undefined : workspace.session(id)),
    );
    if (this.autoConnect) workspace.connect();
  }

  #end(): void {
    const ended = this.#workspace;
    if (ended === undefined) return;
    this.#workspace = undefined;
    this.#silence?.();
    this.#provider.setValue(undefined);
    void ended.close();
  }

  get #dialect(): Dialect {
    if (typeof this.dialect !== 'string') return this.dialect;
    const known = DIALECTS[this.dialect];
    if (known === undefined) warnOnce(`<gws-workspace> knows no dialect "${this.dialect}"; it speaks sms.`);
    return known ?? SMS_SESSION;
  }

  #makeTransport(baseUrl: string, share: ReturnType<typeof sharing>): Transport {
    const authorization = (): typeof this.authorization => this.authorization;
    const { topics } = this.#dialect;
    const line = createGwsTransport({
      baseUrl,
      topics,
      websocket: this.websocket,
      // Read at each request, so that a host may set or change it at any time.
      get authorization() {
        return authorization();
      },
      ...(this.credentials && { credentials: this.credentials }),
    });
    return share?.({ line, baseUrl, topics }) ?? line;
  }

  #announce(workspace: WorkspaceApi, { detail }: InvitationLike): void {
    const name = nameOf(this.t, workspace.session(detail.sessionId).state);
    announcerOf(workspace).say(this.t.list.invited(name), { urgency: 'assertive', from: this });
  }
}
