import pLimit from 'p-limit';
import sharp, { type Metadata } from 'sharp';
import { avatarSizesPixels, type AvatarPicture } from './avatar-files.ts';

/** Why an upload cannot become a picture. */
export type PictureProblem = 'UNSUPPORTED_TYPE' | 'TOO_MANY_PIXELS' | 'TOO_SMALL' | 'UNREADABLE' | 'BUSY';

export const sideMinPixels = 64;
export const sideMaxPixels = 20_000;
export const areaMaxPixels = 50_000_000;
const decodedAtOnceMax = 2;
const waitingMax = 16;
const decodeTimeMaxSeconds = 20;
const webpQuality = 82;

const largestPixels = avatarSizesPixels[3];

// The other formats that the library reads, SVG above all, are parsers that nobody here has asked for.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

const limit = pLimit(decodedAtOnceMax);

interface Pixels {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

/** Reads no more than the head. What it is, its bytes say, whatever it is called. */
async function readHead(bytes: Uint8Array): Promise<Metadata | null> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return null;
  }
}

const startsLike = (bytes: Uint8Array, pattern: RegExp) =>
  pattern.test(Buffer.from(bytes.subarray(0, 12)).toString('latin1'));

/** Whether a file that cannot be read begins as one of those that are taken. */
const isDamaged = (bytes: Uint8Array): boolean =>
  startsLike(bytes, /^(?:\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF[^]{4}WEBP)/);

function problemOf(head: Metadata | null, bytes: Uint8Array): PictureProblem | null {
  if (!head) return isDamaged(bytes) ? 'UNREADABLE' : 'UNSUPPORTED_TYPE';
  const sides = [head.width, head.height];
  if (Math.max(...sides) > sideMaxPixels || head.width * head.height > areaMaxPixels)
    return 'TOO_MANY_PIXELS';
  return Math.min(...sides) < sideMinPixels ? 'TOO_SMALL' : null;
}

/** Upright, in sRGB, without metadata, its shorter side no longer than the largest size. */
async function decode(bytes: Uint8Array): Promise<Pixels | null> {
  try {
    return await sharp(bytes, { limitInputPixels: areaMaxPixels, failOn: 'warning', sequentialRead: true })
      .autoOrient()
      .resize({ width: largestPixels, height: largestPixels, fit: 'outside', withoutEnlargement: true })
      .toColourspace('srgb')
      .timeout({ seconds: decodeTimeMaxSeconds })
      .raw()
      .toBuffer({ resolveWithObject: true });
  } catch {
    return null;
  }
}

async function cut({ data, info }: Pixels, focusPercent: number): Promise<AvatarPicture> {
  const { width, height, channels } = info;
  const edge = Math.min(width, height);
  const square = {
    left: Math.round(((width - edge) * focusPercent) / 100),
    top: Math.round(((height - edge) * focusPercent) / 100),
    width: edge,
    height: edge,
  };
  const sizes = avatarSizesPixels.map(async (size): Promise<[number, Uint8Array]> => {
    const picture = sharp(data, { raw: { width, height, channels } }).extract(square).resize(size, size);
    return [size, await picture.webp({ quality: webpQuality }).toBuffer()];
  });
  return new Map(await Promise.all(sizes));
}

async function make(bytes: Uint8Array, focusPercent: number): Promise<AvatarPicture | PictureProblem> {
  const problem = problemOf(await readHead(bytes), bytes);
  if (problem) return problem;
  const pixels = await decode(bytes);
  return pixels ? cut(pixels, focusPercent) : 'UNREADABLE';
}

/**
 * Makes a square picture in all sizes of a JPEG, PNG or WebP file, cut out at `focusPercent` along its longer side. All
 * of it is drawn anew: nothing of the upload but its pixels is in it. At most two uploads are decoded at once.
 */
export async function makePicture(
  bytes: Uint8Array,
  focusPercent: number,
): Promise<AvatarPicture | PictureProblem> {
  if (limit.pendingCount >= waitingMax) return 'BUSY';
  return limit(() => make(bytes, focusPercent));
}
