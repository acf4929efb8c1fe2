import type { EntityManager } from '@mikro-orm/postgresql';
import type { FileStore } from '@payloom/storage/file-store';
import { clientAddressOf } from '@payloom/subgraph-kit/context';
import { requestViewer } from '@payloom/subgraph-kit/request-viewer';
import type { RouteParts } from '@payloom/subgraph-kit/start-subgraph';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { avatarContentType, findAvatarFile } from '../avatars/avatar-files.ts';
import { makePicture } from '../avatars/make-picture.ts';
import { sweepAvatars } from '../avatars/sweep-avatars.ts';
import { changeAvatar } from '../operations/change-avatar.ts';
import { refusal, uploadSizeMaxBytes } from './avatar-refusals.ts';

export interface AvatarRouteParts {
  readonly em: EntityManager;
  readonly files: FileStore;
  readonly verifyToken: RouteParts['verifyToken'];
}

const focusSchema = z.object({ focus: z.coerce.number().int().min(0).max(100).default(50) });

/** A picture is shown and nothing else: whatever a browser took it for, it could run nothing and reach nothing. */
const pictureHeaders = {
  'content-type': avatarContentType,
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** `POST /files/avatar` takes the viewer's new picture, `GET /files/avatars/…` gives one of anybody's. */
export function avatarRoutes(app: FastifyInstance, parts: AvatarRouteParts): void {
  app.get<{ Params: { name: string } }>('/files/avatars/:name', async ({ params }, reply) => {
    const bytes = await findAvatarFile(parts.files, params.name);
    if (!bytes)
      return reply.code(404).header('cache-control', 'no-store').send({ message: 'There is nothing here.' });
    return reply.headers(pictureHeaders).send(bytes);
  });
  app.register(async (uploads) => addUpload(uploads, parts));
}

function addUpload(app: FastifyInstance, parts: AvatarRouteParts): void {
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  // Whatever the upload says it is: its bytes are looked at.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.statusCode === 413) return refusal(reply, 'TOO_LARGE');
    if ((error.statusCode ?? 500) < 500) return refusal(reply, 'UNREADABLE');
    request.log.error({ err: error }, 'a picture was not taken');
    return reply.code(500).send({ message: 'Something went wrong on our side.' });
  });
  app.post('/files/avatar', {
    bodyLimit: uploadSizeMaxBytes,
    // Before anything of the body is read.
    onRequest: async (request, reply) => {
      const viewer = await requestViewer(request, parts.verifyToken);
      if ('userId' in viewer) viewers.set(request, viewer);
      else return reply.code(401).send(viewer);
    },
    handler: async (request, reply) => {
      const viewer = viewers.get(request);
      if (!viewer) throw new Error('The upload came without who sent it.');
      return takeUpload(parts, viewer, request, reply);
    },
  });
}

async function takeUpload(
  { em, files }: AvatarRouteParts,
  viewer: Viewer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = focusSchema.safeParse(request.query);
  if (!query.success) return refusal(reply, 'BAD_FOCUS');
  const { body } = request;
  if (!Buffer.isBuffer(body) || body.length === 0) return refusal(reply, 'UNREADABLE');
  const picture = await makePicture(body, query.data.focus);
  if (typeof picture === 'string') return refusal(reply, picture);
  const clientAddress = clientAddressOf(request);
  const profile = await changeAvatar({ em: em.fork(), viewer, clientAddress, files }, picture);
  if (!profile) return refusal(reply, 'NOT_READY');
  // What it replaced; where this fails, the sweep makes up for it.
  await sweepAvatars(em, files).catch((err: unknown) => request.log.warn({ err }, 'an old picture is left'));
  return reply
    .header('cache-control', 'no-store')
    .send({ __typename: 'AvatarChanged', avatarId: profile.avatarId });
}
