import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port that is free at the moment. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The few commands of the WebDriver protocol that a test run needs. */
export class WebDriver {
  #base;
  #session = '';

  constructor(/** @type {string} */ base) {
    this.#base = base;
  }

  async #send(method, command, body) {
    const response = await fetch(`${this.#base}${command}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver ${command}: ${value?.message ?? response.status}`);
    return value;
  }

  /** True as soon as the driver answers. */
  async isReady() {
    return this.#send('GET', '/status').then(
      () => true,
      () => false,
    );
  }

  async open(/** @type {object} */ capabilities) {
    const { sessionId } = await this.#send('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    this.#session = `/session/${sessionId}`;
  }

  close = () => this.#send('DELETE', this.#session);
  navigate = (/** @type {string} */ url) => this.#send('POST', `${this.#session}/url`, { url });
  url = () => this.#send('GET', `${this.#session}/url`);
  resize = (/** @type {{ width: number, height: number }} */ size) =>
    this.#send('POST', `${this.#session}/window/rect`, size);
  execute = (/** @type {string} */ script) => this.#send('POST', `${this.#session}/execute/sync`, { script, args: [] });
  releaseActions = () => this.#send('DELETE', `${this.#session}/actions`);

  keys = (actions) => this.#actions({ type: 'key', id: 'keyboard', actions });
  mouse = (actions) => this.#actions({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });

  #actions(source) {
    return this.#send('POST', `${this.#session}/actions`, { actions: [source] });
  }
}
