import { defineEvent, previousVersion, type AnyEventContract } from '@payloom/event-contracts/define-event';
import { z } from 'zod';
import { planPublishedSchemas } from './published-schemas.ts';

const type = 'shop.parcel.sent';
const first = z.object({ grams: z.int().min(0).max(9) });
const second = z.object({ kilograms: z.number() });
const words = { description: 'A parcel is on its way.', audience: 'The recipient.' };

const versionOne = (data: z.ZodType<Record<string, unknown>> = first) =>
  defineEvent({ version: 1, ...words, data });
const versionTwo = defineEvent({
  version: 2,
  ...words,
  data: second,
  previous: { 1: previousVersion(first, ({ grams }) => ({ kilograms: grams / 1_000 })) },
});

const plan = (contract: AnyEventContract, published: ReadonlyMap<string, string> = new Map()) =>
  planPublishedSchemas({ [type]: contract }, published);

/** What stands in the folder after the version was published. */
const publishedOne = plan(versionOne()).files;
const publishedTwo = plan(versionTwo, publishedOne).files;

describe('publishing schemas', () => {
  it('writes the first version of a new event, named as dataschema names it', () => {
    const { files, problems } = plan(versionOne());
    expect(problems).toEqual([]);
    expect([...files.keys()]).toEqual(['shop.parcel.sent/1.json']);
    expect(JSON.parse(files.get('shop.parcel.sent/1.json') ?? '')).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'shop.parcel.sent/1',
      title: 'shop.parcel.sent',
      description: 'A parcel is on its way.',
      type: 'object',
      properties: { grams: { type: 'integer', minimum: 0, maximum: 9 } },
      required: ['grams'],
    });
  });

  it('writes what was published again when nothing has changed', () => {
    expect(plan(versionOne(), publishedOne)).toEqual({ files: publishedOne, problems: [] });
    expect(plan(versionTwo, publishedTwo)).toEqual({ files: publishedTwo, problems: [] });
  });

  it('writes a compatible change into the version it belongs to', () => {
    const data = first.extend({ isFragile: z.boolean().optional() });
    const { files, problems } = plan(versionOne(data), publishedOne);
    expect(problems).toEqual([]);
    expect(files.get('shop.parcel.sent/1.json')).toContain('isFragile');
  });

  it('refuses an incompatible change, and says what to do', () => {
    const data = z.object({ grams: z.int().min(1).max(9), isFragile: z.boolean() });
    expect(plan(versionOne(data), publishedOne).problems).toEqual([
      'shop.parcel.sent, version 1: data.grams minimum changed from 0 to 1; raise the version',
      'shop.parcel.sent, version 1: data.isFragile is new and required; raise the version',
    ]);
  });

  it('writes the next version beside the last one, which stays as it was', () => {
    const { files, problems } = plan(versionTwo, publishedOne);
    expect(problems).toEqual([]);
    expect([...files.keys()]).toEqual(['shop.parcel.sent/1.json', 'shop.parcel.sent/2.json']);
    expect(files.get('shop.parcel.sent/1.json')).toBe(publishedOne.get('shop.parcel.sent/1.json'));
  });

  it('refuses a new version that does not read the last one', () => {
    expect(plan({ ...versionTwo, previous: {} }, publishedOne).problems).toEqual([
      'shop.parcel.sent/1.json: it was published and the catalogue does not read it; read version 1 through `previous`, ' +
        'or, once no outbox, queue or dead letter holds one, remove the file',
    ]);
  });

  it('lets go of an old version whose file was removed', () => {
    const left = new Map([...publishedTwo].filter(([file]) => file.endsWith('/2.json')));
    expect(plan({ ...versionTwo, previous: {} }, left)).toEqual({ files: left, problems: [] });
  });

  it('misses the file of an old version that is still read', () => {
    const left = new Map([...publishedTwo].filter(([file]) => file.endsWith('/2.json')));
    expect(plan(versionTwo, left).problems).toEqual([
      'shop.parcel.sent, version 1: shop.parcel.sent/1.json is missing; bring it back from version control',
    ]);
  });

  it('refuses to read an old version in another way than it was published', () => {
    const previous = { 1: previousVersion(z.object({ grams: z.string() }), () => ({ kilograms: 1 })) };
    expect(plan({ ...versionTwo, previous }, publishedTwo).problems).toContain(
      'shop.parcel.sent, version 1: data.grams type changed from ["integer"] to ["string"]; it was published like that and stays so',
    );
  });

  it.each([
    [
      'left out',
      { ...versionTwo, version: 3 },
      'shop.parcel.sent, version 3: the next version to be published is 2',
    ],
    [
      'begun with another',
      { ...versionOne(), version: 2 },
      'shop.parcel.sent, version 2: the next version to be published is 1',
    ],
  ])('refuses a version %s', (_, contract, problem) => {
    const published = contract.version === 3 ? publishedOne : new Map<string, string>();
    expect(plan(contract, published).problems).toEqual([problem]);
  });

  it('refuses to go back to an older version', () => {
    expect(plan(versionOne(), publishedTwo).problems).toEqual([
      expect.stringMatching(
        /^shop\.parcel\.sent\/2\.json: it was published and the catalogue does not read it/,
      ),
    ]);
  });

  it('refuses a previous version that is not before the current one', () => {
    expect(plan({ ...versionTwo, version: 1 }, publishedOne).problems).toContain(
      'shop.parcel.sent: `previous` expects versions before the current one, 1, and has 1',
    );
  });

  it('refuses to forget an event that was published', () => {
    expect(planPublishedSchemas({}, publishedOne).problems).toEqual([
      'shop.parcel.sent/1.json: it was published and the catalogue does not read it; keep the event, ' +
        'or, once no outbox, queue or dead letter holds one, remove the file',
    ]);
  });

  it('says so when a published schema is damaged', () => {
    expect(plan(versionOne(), new Map([['shop.parcel.sent/1.json', '{']])).problems).toEqual([
      'shop.parcel.sent, version 1: the published schema is no JSON; raise the version',
    ]);
  });
});
