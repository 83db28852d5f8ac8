/**
 * Connection of a VR program to Demiface, schema version 1 (docs/streams.md). It reconnects by itself, sends heartbeats, and
 * makes the scene safe on a stop and whenever Demiface has not been heard for a second.
 */

const VERSION = 1;
const HEARTBEAT_MS = 250;
const LOST_MS = 1000;
const RECONNECT_MS = 500;

/**
 * @typedef {object} Scene
 * @property {() => void} makeSafe shows the calm scene at once; it may be called again and again
 * @property {() => boolean} isSafe whether the calm scene is shown
 * @property {(step: { index: number, name: string }) => void} showStep
 * @property {(reading: object) => void} onExpression
 * @property {(text: string) => void} onStatus
 * @property {(reason: string) => void} onRefused pairing is needed again
 */

export class Connection {
  #scene;
  #url = '';
  #token = null;
  #socket = null;
  #heardMs = -Infinity;

  /** @param {Scene} scene */
  constructor(scene) {
    this.#scene = scene;
    setInterval(() => this.#watch(), HEARTBEAT_MS);
  }

  /** Pairs by the code on the screen; by its token the connection is taken up again later. */
  pair(url, code, name) {
    this.#url = url;
    this.#open({ type: 'pair', code, name, role: 'scene' });
  }

  reachedStep(index) {
    this.#send({ type: 'step-reached', index });
  }

  marker(name) {
    this.#send({ type: 'marker', name });
  }

  suds(value) {
    this.#send({ type: 'suds', value });
  }

  #open(first) {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ v: VERSION, ...first }));
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    socket.onclose = ({ code, reason }) => {
      if (this.#socket !== socket) return;
      this.#scene.makeSafe();
      if (this.#token === null || code >= 4400) {
        this.#token = null; // A person types another code.
        return this.#scene.onRefused(reason || 'no connection');
      }
      this.#scene.onStatus('Connection lost: connecting again');
      setTimeout(() => this.#open({ type: 'resume', token: this.#token }), RECONNECT_MS);
    };
  }

  #receive(message) {
    this.#heardMs = performance.now();
    switch (message.type) {
      case 'paired':
        this.#token = message.token;
        return this.#scene.onStatus('Connected: waiting for a step');
      case 'stop':
        this.#scene.makeSafe();
        // Every repetition is answered: an answer may have been lost.
        return this.#send({ type: 'acknowledge', id: message.id });
      case 'marker':
        // A test asks for an answer.
        if (message.id !== undefined) this.#send({ type: 'acknowledge', id: message.id });
        return;
      case 'step':
        return this.#scene.showStep(message);
      case 'expression':
        return this.#scene.onExpression(message);
      case 'session':
        if (message.state === 'ended') this.#scene.makeSafe();
        return;
      // A heartbeat, and whatever a newer version sends.
    }
  }

  #watch() {
    this.#send({ type: 'heartbeat', isSafe: this.#scene.isSafe() });
    if (performance.now() - this.#heardMs > LOST_MS) this.#scene.makeSafe();
  }

  #send(message) {
    if (this.#token !== null && this.#socket?.readyState === WebSocket.OPEN)
      this.#socket.send(JSON.stringify({ v: VERSION, ...message }));
  }
}
