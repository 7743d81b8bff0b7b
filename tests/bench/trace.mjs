// Chromium's developer tools beside WebDriver: keys as a keyboard sends them, at a pace of their
// own, and traces of what the page's main thread does meanwhile.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

// Tasks, and the events that pages are told of.
const CATEGORIES = ['toplevel', 'devtools.timeline'];
// The same with what a person wants to see of them.
const DETAILS = [...CATEGORIES, 'disabled-by-default-devtools.timeline', 'disabled-by-default-v8.cpu_profiler'];
const TASK = 'ThreadControllerImpl::RunTask';
// The browser's own tidying of its memory, which it does when it likes.
const COLLECTION = 'MajorGC';

// The numbers that keyboards have for keys whose letter is no number itself.
const CODES = {
  Enter: 13, Escape: 27, ' ': 32, Home: 36, ArrowDown: 40, ',': 188, '-': 189, '.': 190, 'ö': 192, 'å': 221, 'ä': 222,
};
const CTRL = 2;

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class DevTools {
  // `folder`, if any, is where traces are kept, for Chromium's own viewer; they hold more then, and
  // what is measured takes longer.
  static async of(driver, folder) {
    const tools = new DevTools();
    tools.connection = await driver.createCDPConnection('page');
    tools.folder = folder;
    return tools;
  }

  async send(method, values = {}) {
    const { result, error } = await this.connection.send(method, values);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  // Presses a key, or one with Ctrl: 'Ctrl+z'. The page has heard it when this is done.
  async press(name) {
    const key = name.replace('Ctrl+', '');
    const isHeld = key !== name;
    const windowsVirtualKeyCode = CODES[key] ?? key.toUpperCase().charCodeAt(0);
    const text = key === 'Enter' ? '\r' : key.length === 1 && !isHeld ? key : '';
    const about = { key, windowsVirtualKeyCode, modifiers: isHeld ? CTRL : 0 };
    await this.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...about });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...about });
  }

  // Presses keys one after the other, one each so many milliseconds.
  async type(keys, pace) {
    let next = performance.now();
    for (const key of keys) {
      await this.press(key);
      next = Math.max(next + pace, performance.now());
      await sleep(next - performance.now());
    }
  }

  // What the page's main thread does during a step: its tasks, and when it heard of keys.
  async trace(name, step) {
    const socket = this.connection._wsConnection;
    const events = [];
    let complete;
    const listen = (data) => {
      const { method, params } = JSON.parse(data);
      if (method === 'Tracing.dataCollected') events.push(...params.value);
      if (method === 'Tracing.tracingComplete') complete();
    };
    const all = new Promise((resolve) => { complete = resolve; });
    socket.on('message', listen);
    try {
      const includedCategories = this.folder ? DETAILS : CATEGORIES;
      await this.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
      await step();
      await this.send('Tracing.end');
      await all;
    } finally {
      socket.off('message', listen);
    }
    if (this.folder) writeFileSync(path.join(this.folder, `${name}.json`), JSON.stringify({ traceEvents: events }));
    return mainThread(events);
  }
}

// { tasks: [{ at, takes, runs, collects }], keys: [at] } in milliseconds, of the thread that heard of
// keys. A task runs for less time than it takes when other work on the computer holds it up; of that it
// collects garbage for some.
function mainThread(events) {
  const heard = events.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown');
  assert.ok(heard.length, 'keys are in the trace');
  const isThere = ({ pid, tid }) => pid === heard[0].pid && tid === heard[0].tid;
  const inOrder = (list) => list.filter(isThere).sort((a, b) => a.ts - b.ts);
  const tasks = [];
  let end = 0;
  for (const { ts, dur = 0, tdur = dur } of inOrder(events.filter(({ name, ph }) => name === TASK && ph === 'X'))) {
    // A task within a task is part of it.
    if (ts < end) continue;
    end = ts + dur;
    tasks.push({ at: ts / 1000, takes: dur / 1000, runs: tdur / 1000, collects: 0 });
  }
  for (const { ts, dur = 0 } of inOrder(events.filter(({ name, ph }) => name === COLLECTION && ph === 'X'))) {
    const task = tasks.findLast(({ at, takes }) => at <= ts / 1000 && ts / 1000 < at + takes);
    if (task) task.collects += dur / 1000;
  }
  assert.ok(tasks.length, 'tasks are in the trace');
  return { tasks, keys: inOrder(heard).map(({ ts }) => ts / 1000) };
}

// For each key but the last, what the main thread worked from then to the next one: all that tasks
// took (`takes`), or what of that they ran (`runs`).
export function workOfKeys({ tasks, keys }, what) {
  const begins = keys.map((key) => tasks.findLast(({ at }) => at <= key)?.at ?? key);
  return begins.slice(0, -1).map((begin, index) => {
    const own = tasks.filter(({ at }) => at >= begin && at < begins[index + 1]);
    return own.reduce((sum, task) => sum + task[what], 0);
  });
}

// The task that took longest without the browser's garbage collection.
const own = ({ takes, collects }) => takes - collects;
export const longestTask = ({ tasks }) => tasks.reduce((a, b) => (own(b) > own(a) ? b : a));
export const longestCollection = ({ tasks }) => tasks.reduce((most, { collects }) => Math.max(most, collects), 0);
