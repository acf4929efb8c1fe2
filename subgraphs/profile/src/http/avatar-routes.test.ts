import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { startProfile, type RunningProfile } from '../../test/running-profile.ts';
import { avatarUrl } from '../avatars/avatar-files.ts';
import { pngThatSays, twoColours } from './pictures.fixture.ts';

const avatarsQuery = `query ($users: [_Any!]!) {
  _entities(representations: $users) { ... on User { avatar { small: url(size: 40) large: url(size: 4000) } } }
}`;
const removeMutation = 'mutation { removeAvatar { __typename ... on Profile { user { avatar { url } } } } }';

interface Avatars {
  _entities: { avatar: { small: string; large: string } | null }[];
}

let profile: RunningProfile;
let userId: string;
beforeAll(async () => void (profile = await startProfile()));
afterAll(() => profile?.stop());
beforeEach(async () => {
  userId = uuidv7();
  await profile.register(userId, 'Alice');
});

interface Upload {
  query?: string;
  headers?: Record<string, string>;
  as?: string | null;
}

async function upload(bytes: Uint8Array, { query = '', headers = {}, as = userId }: Upload = {}) {
  const sent = new Headers({ 'content-type': 'image/jpeg', ...headers });
  if (as !== null) sent.set('authorization', `Bearer ${await profile.issuer.sign({ userId: as })}`);
  const response = await fetch(new URL(`/files/avatar${query}`, profile.url), {
    method: 'POST',
    headers: sent,
    body: Buffer.from(bytes),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}

/** The picture as somebody else sees it. */
async function avatarOf(id = userId) {
  const users = [{ __typename: 'User', id }];
  const { data } = await profile.execute<Avatars>(avatarsQuery, { users }, { as: { userId: uuidv7() } });
  return data?._entities[0]?.avatar ?? null;
}
/** As the gateway asks for it. */
const get = (url = '') => fetch(new URL(url.replace('/files/profile/', '/files/'), profile.url));
const pixelsOf = async (url = '') =>
  sharp(Buffer.from(await (await get(url)).arrayBuffer()))
    .raw()
    .toBuffer({ resolveWithObject: true });
const ownFiles = async (avatarId: string) =>
  (await profile.fileNames()).filter((name) => name.startsWith(avatarId));
const updates = () =>
  profile.published.filter(({ type, subject }) => type === 'profile.profile.updated' && subject === userId);

describe('a picture that is uploaded', () => {
  it('is seen by others, cut square, in the size that is asked for', async () => {
    const { status, answer } = await upload(await twoColours().png().toBuffer());
    expect([status, answer]).toEqual([
      200,
      { __typename: 'AvatarChanged', avatarId: expect.stringMatching(/^[\da-f]{64}$/) },
    ]);
    const avatar = await avatarOf();
    expect(avatar?.small).toMatch(/^\/files\/profile\/avatars\/[\da-f]{64}-64\.webp$/);
    expect((await pixelsOf(avatar?.small)).info).toMatchObject({ width: 64, height: 64 });
    expect((await pixelsOf(avatar?.large)).info).toMatchObject({ width: 512, height: 512 });
  });

  it('is told of with before and after', async () => {
    await upload(await twoColours().png().toBuffer());
    await profile.eventually(() => expect(updates()).toHaveLength(1));
    expect(updates()[0]).toMatchObject({
      actor: userId,
      data: { before: { avatarId: null }, after: { avatarId: expect.any(String) } },
    });
  });

  it.each([
    ['0', [255, 0, 0]],
    ['100', [0, 0, 255]],
  ])('is cut out at %s per cent of its longer side', async (focus, colour) => {
    await upload(await twoColours(600, 200).png().toBuffer(), { query: `?focus=${focus}` });
    const { data, info } = await pixelsOf((await avatarOf())?.small);
    const middle = (32 * 64 + 32) * info.channels;
    colour.forEach((value, index) => expect(Math.abs((data[middle + index] ?? -1) - value)).toBeLessThan(8));
  });

  it('stands upright and tells nothing of where and by what it was taken', async () => {
    const exif = { IFD0: { Copyright: 'SECRET-OWNER' }, IFD3: { GPSLatitudeRef: 'N' } };
    const turned = twoColours(200, 300).withExif(exif).withMetadata({ orientation: 6 });
    await upload(await turned.jpeg().toBuffer());
    const url = (await avatarOf())?.large;
    const bytes = Buffer.from(await (await get(url)).arrayBuffer());
    expect(bytes.includes('SECRET-OWNER')).toBe(false);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp' });
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    // Turned a quarter clockwise, what was left is on top.
    const { data, info } = await pixelsOf(url);
    const top = 20 * info.width * info.channels + 250 * info.channels;
    expect([data[top], data[top + 2]].map((value) => (value ?? 0) > 128)).toEqual([true, false]);
  });

  it.each(['jpeg', 'png', 'webp'] as const)('may be %s, whatever it says it is', async (format) => {
    const { status } = await upload(await twoColours().toFormat(format).toBuffer(), {
      headers: { 'content-type': 'text/html' },
    });
    expect(status).toBe(200);
  });

  it('has nothing of a page or an archive that was hidden behind it', async () => {
    const hidden = '<script>alert(1)</script>PK\u0003\u0004';
    const polyglot = Buffer.concat([await twoColours().jpeg().toBuffer(), Buffer.from(hidden)]);
    expect((await upload(polyglot)).status).toBe(200);
    const { large = '', small = '' } = (await avatarOf()) ?? {};
    for (const url of [large, small])
      expect(Buffer.from(await (await get(url)).arrayBuffer()).includes('script')).toBe(false);
  });

  it('replaces the last one, whose files are removed', async () => {
    const bytes = await twoColours(300, 100).png().toBuffer();
    await upload(bytes, { query: '?focus=0' });
    const first = (await avatarOf())?.small ?? '';
    await upload(bytes, { query: '?focus=100' });
    const second = (await avatarOf())?.small ?? '';
    expect(second).not.toBe(first);
    expect((await get(first)).status).toBe(404);
    expect((await get(second)).status).toBe(200);
  });

  it('changes nothing when it is the same one again', async () => {
    const bytes = await twoColours().png().toBuffer();
    await upload(bytes);
    const first = await avatarOf();
    await profile.eventually(() => expect(updates()).toHaveLength(1));
    expect((await upload(bytes)).status).toBe(200);
    expect(await avatarOf()).toEqual(first);
    expect((await get(first?.small)).status).toBe(200);
    expect(updates()).toHaveLength(1);
  });

  it('leaves one picture and no file besides when three are sent at once', async () => {
    const bytes = await twoColours(300, 100).png().toBuffer();
    const answers = await Promise.all(
      [0, 50, 100].map((focus) => upload(bytes, { query: `?focus=${focus}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const kept = /([\da-f]{64})-/.exec((await avatarOf())?.small ?? '')?.[1] ?? '';
    const ids = answers.map(({ answer }) => (answer as { avatarId: string }).avatarId);
    for (const id of ids) expect(await ownFiles(id)).toHaveLength(id === kept ? 4 : 0);
  });

  it('can be taken away, and its files with it', async () => {
    await upload(await twoColours().png().toBuffer());
    const url = (await avatarOf())?.small ?? '';
    const { data } = await profile.execute(removeMutation, {}, { as: { userId } });
    expect(data).toEqual({ removeAvatar: { __typename: 'Profile', user: { avatar: null } } });
    expect((await get(url)).status).toBe(404);
    await profile.eventually(() => expect(updates()).toHaveLength(2));
    await profile.execute(removeMutation, {}, { as: { userId } });
    expect(await avatarOf()).toBeNull();
    expect(updates()).toHaveLength(2);
  });
});

describe('the answer with a picture', () => {
  it('may be kept for ever, and lets a browser do nothing but show it', async () => {
    await upload(await twoColours().png().toBuffer());
    const { headers } = await get((await avatarOf())?.small);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it.each([
    avatarUrl('0'.repeat(64), 64),
    '/files/avatars/..%2f..%2fetc%2fpasswd',
    '/files/avatars/x.webp',
    `/files/avatars/${'0'.repeat(64)}-65.webp`,
  ])('is that there is none at %p', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'There is nothing here.' });
  });
});

describe('an upload that is not taken', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script>alert(1)</script></svg>';
  const gif = 'GIF89a/*\u0001\u0000\u0001\u0000\u0000*/=1;alert(1)';
  const png = (width: number, height: number) => twoColours(width, height).png().toBuffer();
  const cutOff = async (bytes: Promise<Buffer>) => {
    const whole = await bytes;
    return whole.subarray(0, Math.floor(whole.length * 0.6));
  };
  const text = async (words: string) => Buffer.from(words);

  it.each<[string, () => Promise<Uint8Array>, number, string, string?]>([
    ['nothing', () => text(''), 422, 'UNREADABLE'],
    ['text that is called a JPEG', () => text('hello'), 415, 'UNSUPPORTED_TYPE'],
    ['an SVG with a script', () => text(svg), 415, 'UNSUPPORTED_TYPE'],
    ['a page', () => text('<!doctype html><script>alert(1)</script>'), 415, 'UNSUPPORTED_TYPE'],
    ['a GIF that is a script', () => text(gif), 415, 'UNSUPPORTED_TYPE'],
    ['a PDF', () => text('%PDF-1.7\n1 0 obj<</JS(alert)>>'), 415, 'UNSUPPORTED_TYPE'],
    ['the head of a JPEG and no more', async () => Buffer.from('ffd8ffe0', 'hex'), 422, 'UNREADABLE'],
    ['half a JPEG', () => cutOff(twoColours(900, 700).jpeg().toBuffer()), 422, 'UNREADABLE'],
    ['half a PNG', () => cutOff(png(900, 700)), 422, 'UNREADABLE'],
    ['half a WebP', () => cutOff(twoColours(900, 700).webp().toBuffer()), 422, 'UNREADABLE'],
    ['an icon', () => png(63, 500), 422, 'TOO_SMALL'],
    ['a bomb', async () => pngThatSays(await png(64, 64), 19_999, 19_999), 422, 'TOO_MANY_PIXELS'],
    ['a strip', async () => pngThatSays(await png(64, 64), 64, 700_000), 422, 'TOO_MANY_PIXELS'],
    [
      'a picture that is not as large as it says',
      async () => pngThatSays(await png(64, 64), 900, 900),
      422,
      'UNREADABLE',
    ],
    ['9 MB', async () => Buffer.alloc(9 * 1024 * 1024, 1), 413, 'TOO_LARGE'],
    ['a focus that is a word', () => png(99, 99), 422, 'BAD_FOCUS', '?focus=middle'],
    ['a focus beyond the edge', () => png(99, 99), 422, 'BAD_FOCUS', '?focus=101'],
    ['two of them', () => png(99, 99), 422, 'BAD_FOCUS', "?focus=1&focus=2';--"],
  ])(
    'because it is %s is answered with why, and nothing is changed',
    async (_name, bytes, status, reason, query = '') => {
      await upload(await png(100, 100));
      const before = await avatarOf();
      const files = await profile.fileNames();
      const refused = await upload(await bytes(), { query });
      expect(refused).toEqual({
        status,
        answer: { __typename: 'AvatarRefused', reason, message: expect.stringMatching(/\.$/) },
      });
      expect(await avatarOf()).toEqual(before);
      expect(await profile.fileNames()).toEqual(files);
      expect(updates().length).toBeLessThanOrEqual(1);
    },
  );

  it('because nobody is signed in is not even read', async () => {
    const cookie = { cookie: `payloom_refresh=${await profile.issuer.sign({ userId })}` };
    const bytes = Buffer.alloc(1_000_000);
    expect(await upload(bytes, { as: null, headers: cookie })).toEqual({
      status: 401,
      answer: { message: 'Sign in to do this.', reason: 'TOKEN_MISSING' },
    });
    const forged = { authorization: 'Bearer x.y.z' };
    expect(await upload(bytes, { as: null, headers: forged })).toMatchObject({
      status: 401,
      answer: { reason: 'TOKEN_INVALID' },
    });
  });

  it('because the profile is not made yet leaves no file', async () => {
    const files = await profile.fileNames();
    const refused = await upload(await png(100, 100), { as: uuidv7() });
    expect(refused).toMatchObject({ status: 409, answer: { reason: 'NOT_READY' } });
    expect(await profile.fileNames()).toEqual(files);
  });
});
