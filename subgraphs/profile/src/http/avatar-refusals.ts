import type { FastifyReply } from 'fastify';
import { areaMaxPixels, sideMaxPixels, sideMinPixels, type PictureProblem } from '../avatars/make-picture.ts';

export const uploadSizeMaxBytes = 8 * 1024 * 1024;

type Reason = PictureProblem | 'TOO_LARGE' | 'NOT_READY' | 'BAD_FOCUS';

const refusals: Record<Reason, { status: number; message: string }> = {
  UNSUPPORTED_TYPE: { status: 415, message: 'Choose a picture that is a JPEG, PNG or WebP file.' },
  TOO_LARGE: { status: 413, message: `Choose a file of at most ${uploadSizeMaxBytes / 1024 / 1024} MB.` },
  TOO_MANY_PIXELS: {
    status: 422,
    message: `Choose a picture of at most ${areaMaxPixels / 1_000_000} megapixels, no side over ${sideMaxPixels} pixels.`,
  },
  TOO_SMALL: {
    status: 422,
    message: `Choose a picture of at least ${sideMinPixels} by ${sideMinPixels} pixels.`,
  },
  UNREADABLE: { status: 422, message: 'The file is damaged or not whole. Choose another one.' },
  BAD_FOCUS: { status: 422, message: 'focus: expected a whole number from 0 to 100.' },
  NOT_READY: { status: 409, message: 'Your profile is still being made. Try again in a moment.' },
  BUSY: { status: 503, message: 'Too many pictures are being taken in just now. Try again in a moment.' },
};

/** Says why an upload was not taken, for programs and for people; nothing was changed. */
export function refusal(reply: FastifyReply, reason: Reason): FastifyReply {
  const { status, message } = refusals[reason];
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ __typename: 'AvatarRefused', reason, message });
}
