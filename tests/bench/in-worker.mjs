// What runs in the worker before its own script: it answers what the program would not. A question
// is a message like the program's own, `bench` name values; so is the answer, `bench` value.
export function inWorker() {
  let memory;
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...rest) => {
      const made = await own.apply(WebAssembly, rest);
      memory = (made.instance ?? made).exports.memory;
      return made;
    };
  }

  const answers = {
    memory: () => memory?.buffer.byteLength ?? 0,

    // Between the last two marks around reading a file.
    reading: () => performance.measure('reading', 'tertial-read', 'tertial-read-done').duration,

    // How long the program takes for a message, so many times, and what it answered. Nothing is
    // sent, so the time is that of its work alone.
    time(count, message) {
      const { postMessage } = self;
      let answer;
      self.postMessage = (value) => { answer = value; };
      const start = performance.now();
      for (let n = 0; n < count; n += 1) self.onmessage({ data: message });
      const time = performance.now() - start;
      self.postMessage = postMessage;
      return { time, answer };
    },
  };
  addEventListener('message', ({ data: [word, name, ...values] }) => {
    if (word === 'bench') postMessage(['bench', answers[name](...values)]);
  });
}
