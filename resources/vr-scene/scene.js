import { Connection } from './connection.js';
import { draw } from './drawing.js';

const view = document.querySelector('#view');
const form = document.querySelector('#pair');
const address = document.querySelector('#address');
const code = document.querySelector('#code');
const status = document.querySelector('#status');
const context = view.getContext('2d');

/** Null: the safe scene, from the start until the therapist's next step. */
let step = null;
let timeMs = 0;

function redraw() {
  draw(context, step?.index ?? null, timeMs);
  document.body.dataset.scene = step === null ? 'safe' : `step ${step.index}`;
}

const connection = new Connection({
  // Drawn at once, not with the next frame: the answer to a stop says that the scene is safe.
  makeSafe() {
    step = null;
    redraw();
    status.textContent = 'Safe: the scene goes on with the therapist’s next step';
  },
  isSafe: () => step === null,
  showStep(shown) {
    step = shown;
    form.hidden = true;
    redraw();
    status.textContent = `Step ${shown.index + 1}: ${shown.name}`;
  },
  onExpression() {
    // A scene may adapt to the expression here. It is an estimate, never a reason to go a step up.
  },
  onStatus(text) {
    form.hidden = true;
    status.textContent = text;
  },
  onRefused(reason) {
    form.hidden = false;
    status.textContent = `Not connected (${reason})`;
  },
});

function connect() {
  connection.pair(address.value, code.value, 'Example scene');
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  connect();
});
addEventListener('keydown', ({ key }) => {
  if (key === ' ' && step !== null) connection.reachedStep(step.index);
});
addEventListener('resize', resize);

function resize() {
  view.width = view.clientWidth;
  view.height = view.clientHeight;
  redraw();
}

function animate(nowMs) {
  timeMs = nowMs;
  redraw();
  requestAnimationFrame(animate);
}

// Served by Demiface, the page is at the address of the stream; a QR code brings the pairing code along.
const isServed = location.protocol !== 'file:';
address.value = isServed
  ? `${location.protocol.replace('http', 'ws')}//${location.host}/stream`
  : 'ws://127.0.0.1:8765/stream';
resize();
requestAnimationFrame(animate);
const scanned = /[#&]code=(\d{6})/.exec(location.hash)?.[1];
if (scanned !== undefined) {
  history.replaceState(null, '', location.pathname);
  code.value = scanned;
  connect();
}
