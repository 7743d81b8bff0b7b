// Starts and stops the three engines over WebDriver, each through a driver of its own.
//
//   BROWSERS=chromium,firefox    only these engines
//   FIREFOX=/path/to/firefox     this program (also CHROMIUM, CHROMEDRIVER, GECKODRIVER,
//                                WEBKITDRIVER, MINIBROWSER)
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, openSync, closeSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Builder } from 'selenium-webdriver';

export const ENGINES = (process.env.BROWSERS ?? 'chromium,firefox,webkit').split(',');

// A host name that leads to this computer but is not "localhost": browsers give it no secure
// context, as on a plain http intranet. Chromium and Firefox know it; WebKit cannot be told.
export const INTRANET = 'tertial.intern';

// Where files are saved: below the project, since browsers installed as snaps do not see /tmp.
const WORK = fileURLToPath(new URL('../../target/browser/', import.meta.url));

// ---- The engines ------------------------------------------------------------------------

const SETTINGS = {
  chromium: (folder) => ({
    command: [program('CHROMEDRIVER', ['chromedriver', '/snap/bin/chromium.chromedriver'])],
    capabilities: {
      browserName: 'chrome',
      'goog:chromeOptions': {
        binary: program('CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome', '/snap/bin/chromium']),
        args: [
          '--headless=new',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--disable-dev-shm-usage',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
          '--no-default-browser-check',
          '--lang=sv',
          `--host-resolver-rules=MAP ${INTRANET} 127.0.0.1`,
        ],
        prefs: { 'download.default_directory': folder, 'download.prompt_for_download': false },
      },
    },
  }),
  firefox: (folder) => ({
    command: [program('GECKODRIVER', ['geckodriver', '/snap/bin/geckodriver']), '--websocket-port=0', `--profile-root=${folder}`],
    capabilities: {
      browserName: 'firefox',
      'moz:firefoxOptions': {
        binary: program('FIREFOX', ['firefox-esr', '/snap/firefox/current/usr/lib/firefox/firefox', 'firefox']),
        args: ['-headless'],
        prefs: {
          'browser.download.dir': folder,
          'browser.download.folderList': 2,
          'browser.download.useDownloadDir': true,
          'browser.helperApps.neverAsk.saveToDisk': 'application/json',
          'intl.accept_languages': 'sv, en',
          'network.captive-portal-service.enabled': false,
          'network.connectivity-service.enabled': false,
          'network.dns.localDomains': INTRANET,
        },
      },
    },
  }),
  webkit: () => ({
    // It has no headless mode, so it gets a screen that nobody sees.
    command: ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24', program('WEBKITDRIVER', ['WebKitWebDriver'])],
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {
        binary: program('MINIBROWSER', miniBrowsers()),
        args: ['--automation'],
      },
    },
    env: {
      // Its compositor draws on a graphics card; where one is only played, it crashes at times.
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      // Its second compiler for wasm puts new code in place of old and frees the old too early, which
      // ends a program or the browser once in some hundred tests (webkit.org/b/307669, b/313063 and
      // b/290296, mended after 2.50). The first compiler is as fast for what the tests do.
      JSC_useOMGJIT: '0',
    },
  }),
};

// The first of the programs that is there, or the one that the environment names.
function program(variable, candidates) {
  if (process.env[variable]) return process.env[variable];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = candidates
    .flatMap((name) => (path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name))))
    .find(isExecutable);
  if (!found) throw new Error(`none of [${candidates}] found: run ".ci/setup test", or name one with ${variable}=`);
  return found;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// WebKit's test browser lies beside its library, under a name that differs between systems.
function miniBrowsers() {
  const multiarch = readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu'));
  const folders = ['/usr/libexec', '/usr/lib', ...multiarch.map((name) => `/usr/lib/${name}`)];
  const versions = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'];
  return versions.flatMap((version) => folders.map((folder) => path.join(folder, version, 'MiniBrowser')));
}

// ---- Start and stop ---------------------------------------------------------------------

const running = new Set();

// Resolves to { engine, driver, downloads, runs(), log(), stop() }; `downloads` is the folder where
// Chromium and Firefox save files (for WebKit it cannot be set), log() the end of what its driver
// and it wrote.
export async function start(engine) {
  const folder = path.join(WORK, `${engine}-${process.pid}`);
  const { command, capabilities, env } = SETTINGS[engine](folder);
  mkdirSync(folder, { recursive: true });
  // Browsers leave things behind. A short path: sockets among them allow no long one.
  const temporary = mkdtempSync(path.join(tmpdir(), 'tertial-'));
  const port = await freePort();
  const log = openSync(path.join(folder, 'driver.log'), 'w');
  const child = spawn(command[0], [...command.slice(1), `--port=${port}`], {
    // A process group of its own, so that everything below it ends with it.
    detached: true,
    stdio: ['ignore', log, log],
    env: command[0].startsWith('/snap/') ? process.env : { ...process.env, ...env, TMPDIR: temporary },
  });
  closeSync(log);
  const browser = { engine, child, downloads: folder, folders: [folder, temporary], driver: undefined };
  browser.stop = () => stop(browser);
  browser.runs = () => browser.driver.getAllWindowHandles().then(() => true, () => false);
  browser.log = () => readFileSync(path.join(folder, 'driver.log'), 'utf8').trimEnd().split('\n').slice(-20).join('\n');
  running.add(browser);
  try {
    await answering(browser, `http://127.0.0.1:${port}/status`);
    browser.driver = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(capabilities)
      .build();
    await browser.driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });
    await browser.driver.manage().window().setRect({ width: 1440, height: 1000 });
    return browser;
  } catch (error) {
    await stop(browser);
    throw new Error(`${engine} does not start: ${error.message}`, { cause: error });
  }
}

async function stop(browser) {
  if (!running.delete(browser)) return;
  // A browser that hangs is ended below.
  await Promise.race([browser.driver?.quit().catch(() => {}), sleep(10_000)]);
  const ended = new Promise((resolve) => browser.child.once('exit', resolve));
  const gone = browser.child.exitCode !== null || browser.child.signalCode !== null;
  end(browser);
  if (!gone) await Promise.race([ended, sleep(5_000)]);
  clear(browser);
}

function end(browser) {
  try {
    process.kill(-browser.child.pid, 'SIGTERM');
  } catch {
    // Ended already, or it never started.
  }
}

function clear(browser) {
  for (const folder of browser.folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } catch {
      // Still in use: a few files stay behind in a folder for such.
    }
  }
}

// Whatever ends the tests ends the browsers.
process.on('exit', () => {
  if (running.size === 0) return;
  running.forEach(end);
  // Nothing can be waited for any more, and they need a moment to let go of their files.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  running.forEach(clear);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

// ---- Small helps ------------------------------------------------------------------------

// Not counted as work that keeps the program running.
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answering(browser, url) {
  let failure;
  browser.child.once('error', (error) => (failure = error));
  for (let tries = 0; tries < 200; tries += 1) {
    if (failure) throw failure;
    if (browser.child.exitCode !== null) throw new Error(`its driver ended with code ${browser.child.exitCode}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('its driver does not answer');
}
