import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { findOnPath } from './ensure-browser.mjs';
import { WebDriver, freePort } from './webdriver.mjs';

const miniBrowser = ['x86_64-linux-gnu', 'aarch64-linux-gnu']
  .map((arch) => `/usr/lib/${arch}/webkit2gtk-4.1/MiniBrowser`)
  .find((file) => existsSync(file));

/** Whether WebKitGTK, its driver and a display are here. */
export const webkitInstalled = () =>
  Boolean(miniBrowser && findOnPath(['WebKitWebDriver']) && (process.env.DISPLAY || findOnPath(['Xvfb'])));

/** Key names as puppeteer takes them, in WebDriver's code points. */
// prettier-ignore
const keyCodes = {
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Escape: '\uE00C',
  Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011', ArrowLeft: '\uE012', ArrowUp: '\uE013',
  ArrowRight: '\uE014', ArrowDown: '\uE015', Insert: '\uE016', Delete: '\uE017', Meta: '\uE03D',
};
const buttons = { left: 0, middle: 1, right: 2 };

/** Starts a program and returns it with a promise of its first output on file descriptor 3. */
function start(command, args, env) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env });
  const said = new Promise((resolve, reject) => {
    child.stdio[3].once('data', (data) => resolve(String(data).trim()));
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`${command} ended (${status})`)));
  });
  said.catch(() => undefined);
  return { child, said };
}

/** A launcher of the test runner for WebKitGTK's MiniBrowser; starts and stops the display and the driver by itself. */
class WebkitLauncher {
  name = 'WebKitGTK';
  // Launchers of this type hand out pages, and the runner's commands (keys, mouse, size) go to those.
  type = 'playwright';
  concurrency = 1;
  #children = [];
  #driver;
  #starting;
  #active;

  async #start() {
    const env = { ...process.env };
    if (!env.DISPLAY) {
      const display = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], env);
      this.#children.push(display.child);
      env.DISPLAY = `:${await display.said}`;
    }
    const port = await freePort();
    this.#children.push(start('WebKitWebDriver', [`--port=${port}`], env).child);
    const driver = new WebDriver(`http://127.0.0.1:${port}`);
    for (let tries = 0; !(await driver.isReady()); tries++) {
      if (tries === 100) throw new Error('WebKitWebDriver does not answer');
      await delay(100);
    }
    await driver.open({ 'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] } });
    this.#driver = driver;
  }

  async startSession(id, url) {
    this.#starting ??= this.#start();
    await this.#starting;
    this.#active = id;
    await this.#driver.resize({ width: 1024, height: 800 });
    await this.#driver.navigate(url);
  }

  startDebugSession() {
    throw new Error('Debugging is not supported in WebKitGTK.');
  }

  isActive = (id) => this.#active === id;
  getBrowserUrl = () => this.#driver.url();

  async stopSession() {
    this.#active = undefined;
    await this.#driver.releaseActions();
    return { testCoverage: undefined };
  }

  async stop() {
    await this.#driver?.close().catch(() => undefined);
    for (const child of this.#children.reverse()) child.kill();
  }

  /** What the runner's commands ask of a page, in playwright's words. */
  getPage() {
    const driver = this.#driver;
    const key = (type, name) => ({ type, value: keyCodes[name] ?? name });
    const pressed = (name) => [key('keyDown', name), key('keyUp', name)];
    const to = (x, y) => ({ type: 'pointerMove', x, y, duration: 0, origin: 'viewport' });
    const button = (type, { button = 'left' } = {}) => ({ type, button: buttons[button] });
    return {
      setViewportSize: (size) => driver.resize(size),
      keyboard: {
        type: (text) => driver.keys([...text].flatMap(pressed)),
        press: (name) => driver.keys(pressed(name)),
        down: (name) => driver.keys([key('keyDown', name)]),
        up: (name) => driver.keys([key('keyUp', name)]),
      },
      mouse: {
        move: (x, y) => driver.mouse([to(x, y)]),
        down: (options) => driver.mouse([button('pointerDown', options)]),
        up: (options) => driver.mouse([button('pointerUp', options)]),
        click: (x, y, options) =>
          driver.mouse([to(x, y), button('pointerDown', options), button('pointerUp', options)]),
      },
    };
  }
}

export const webkitLauncher = () => new WebkitLauncher();
