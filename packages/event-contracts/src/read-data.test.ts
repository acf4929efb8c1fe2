import { z } from 'zod';
import { defineEvent, previousVersion } from './define-event.ts';
import { readData, UnknownEventVersionError } from './read-data.ts';

const type = 'shop.parcel.sent';
const event = (version: string, data: Record<string, unknown>) => ({
  type,
  dataschema: `${type}/${version}`,
  data,
});

const firstVersion = z.object({ grams: z.int() });
const secondVersion = z.object({ weight: z.object({ grams: z.int() }) });

/** Version 3 of an event that once weighed in grams alone, and then had no fragility. */
const sent = defineEvent({
  version: 3,
  description: 'A parcel is on its way.',
  audience: 'The recipient.',
  data: z.object({ weight: z.object({ grams: z.int().min(1) }), isFragile: z.boolean() }),
  previous: {
    1: previousVersion(firstVersion, ({ grams }) => ({ weight: { grams }, isFragile: false })),
    2: previousVersion(secondVersion, (old) => ({ ...old, isFragile: false })),
  },
});

describe("reading an event's data", () => {
  it('takes data of the current version as it is', () => {
    const data = { weight: { grams: 5 }, isFragile: true };
    expect(readData(sent, event('3', data))).toEqual(data);
  });

  it.each([
    ['1', { grams: 5 }],
    ['2', { weight: { grams: 5 } }],
  ])('upgrades data of version %s', (version, data) => {
    expect(readData(sent, event(version, data))).toEqual({ weight: { grams: 5 }, isFragile: false });
  });

  it('checks data of an older version against the contract it was written by', () => {
    expect(() => readData(sent, event('1', { weight: { grams: 5 } }))).toThrow(/grams/);
  });

  it('checks what came of an upgrade against the current contract', () => {
    expect(() => readData(sent, event('1', { grams: 0 }))).toThrow(z.ZodError);
  });

  it('refuses a version it does not know, and names the type, the version and those it knows', () => {
    const read = () => readData(sent, event('4', { weight: { grams: 5 }, isFragile: true }));
    expect(read).toThrow(UnknownEventVersionError);
    expect(read).toThrow(
      'Event shop.parcel.sent: expected "shop.parcel.sent/<version>" of version 1 or 2 or 3, got "shop.parcel.sent/4"',
    );
    expect(thrownBy(read)).toMatchObject({
      type,
      dataschema: 'shop.parcel.sent/4',
      knownVersions: [1, 2, 3],
    });
  });

  it.each(['shop.parcel.lost/3', 'shop.parcel.sent/03', 'shop.parcel.sent', ''])(
    'does not take the schema %j for its own',
    (dataschema) => {
      const data = { weight: { grams: 5 }, isFragile: true };
      expect(() => readData(sent, { type, dataschema, data })).toThrow(UnknownEventVersionError);
    },
  );
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
