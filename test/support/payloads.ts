import { z } from 'zod';

import type { ChannelName } from '../../src/main/ipc/contract.ts';
import { PAYLOADS } from '../../src/main/ipc/payloads.ts';
import type { Random } from '../../src/common/math/random.ts';

/** What a JSON schema of zod's says, as far as payloads need it. */
interface Form {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Form[];
  oneOf?: Form[];
  properties?: Record<string, Form>;
  required?: string[];
  items?: Form;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

/** One of these fits every string that has to look like something. */
const EXAMPLES = [
  ...['2026-11-02', '09:30', '0123456789abcdef', '0123456789abcdef0123456789abcdef'],
  ...['127.0.0.1', 'https://scene.example', 'Control+F9', 'm'],
];

const pick = <T>(random: Random, values: readonly T[]): T =>
  values[Math.floor(random.uniform(0, values.length))]!;

const forms = new Map<ChannelName, Form>();

function formOf(channel: ChannelName): Form {
  const known = forms.get(channel);
  if (known) return known;
  const form = z.toJSONSchema(PAYLOADS[channel], {
    io: 'input',
    unrepresentable: 'any',
    // The only thing that JSON cannot say: a picture's bytes.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, { type: 'bytes' });
    },
  }) as Form;
  forms.set(channel, form);
  return form;
}

/** What a channel may be sent, made from the form of its payload: a new channel needs nothing here. */
export function rightPayload(channel: ChannelName, random: Random): Record<string, unknown> {
  return made(formOf(channel), random) as Record<string, unknown>;
}

function made(form: Form, random: Random): unknown {
  if ('const' in form) return form.const;
  if (form.enum) return pick(random, form.enum);
  const choices = form.anyOf ?? form.oneOf;
  if (choices) return made(pick(random, choices), random);
  switch (form.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(form.properties ?? {})
          .filter(([key]) => (form.required?.includes(key) ?? false) || random.uniform(0, 1) < 0.5)
          .map(([key, of]) => [key, made(of, random)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, form.minItems ?? 0) }, () => made(form.items!, random));
    case 'bytes':
      return new Uint8Array(4);
    case 'string':
      if (form.pattern !== undefined) return EXAMPLES.find((text) => new RegExp(form.pattern!).test(text));
      return 'x'.repeat(Math.max(1, form.minLength ?? 0));
    case 'integer':
    case 'number':
      return Math.min(form.maximum ?? 1, Math.max(form.minimum ?? 0, 1));
    case 'boolean':
      return random.uniform(0, 1) < 0.5;
    case 'null':
      return null;
    default:
      throw new Error(`payloads of this form are not made yet: ${JSON.stringify(form)}`);
  }
}

const WRONG = [
  ...[null, undefined, true, '', 'x', '__proto__', '../../etc/passwd', 'a'.repeat(5000)],
  ...[-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 40), 2 ** 32],
  ...[[], [[]], {}, { length: 1 }, new Uint8Array(3), Array.from({ length: 20_000 }, () => 1)],
];

/** A right payload with one thing wrong in it, or something else altogether. */
export function wrongPayload(channel: ChannelName, random: Random): unknown {
  for (;;) {
    const payload =
      random.uniform(0, 1) < 0.2 ? pick(random, WRONG) : broken(rightPayload(channel, random), random);
    if (!PAYLOADS[channel].safeParse(payload).success) return payload;
  }
}

/** Changes, drops or adds something at some depth. */
function broken(value: unknown, random: Random): unknown {
  if (value === null || typeof value !== 'object') return pick(random, WRONG);
  const keys = Object.keys(value);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  const key = keys.length > 0 ? pick(random, keys) : 'more';
  const how = random.uniform(0, 1);
  if (how < 0.5) copy[key] = broken(copy[key], random);
  else if (how < 0.75)
    Object.assign(copy, { [pick(random, ['more', 'constructor', 'toString', '0'])]: pick(random, WRONG) });
  else if (Array.isArray(copy)) return copy.concat(pick(random, WRONG));
  else delete copy[key];
  return copy;
}
