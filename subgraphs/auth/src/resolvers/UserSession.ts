import { readDevice } from '../session-device.ts';
import type { UserSessionResolvers } from './__generated__/resolver-types.ts';

export const UserSession: UserSessionResolvers = {
  device: ({ userAgent }) => readDevice(userAgent ?? null),
  isCurrent: ({ id }, _args, { viewer }) => id === viewer?.sessionId,
};
