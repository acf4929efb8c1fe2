import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { deviceKnownDays } from './known-devices.ts';

export const deviceCookieName = 'payloom_device';

/** By what a device is known again. It opens nothing: whoever has it is only not told of as new. */
export interface DeviceCookie {
  read(): string | undefined;
  write(token: string): void;
}

/** The device cookie of one request and its reply, as far out of reach as the refresh cookie. */
export function createDeviceCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  secure: boolean,
): DeviceCookie {
  const maxAge = deviceKnownDays * 24 * 60 * 60;
  const options: CookieSerializeOptions = {
    httpOnly: true,
    sameSite: 'strict',
    path: '/graphql',
    secure,
    maxAge,
  };
  return {
    read: () => request.cookies[deviceCookieName],
    write: (token) => void reply.setCookie(deviceCookieName, token, options),
  };
}
