import { findNotice } from '../operations/find-settings.ts';
import type { NoticeResolvers } from './__generated__/resolver-types.ts';

export const Notice: NoticeResolvers = {
  __resolveReference: (_reference, context) => findNotice(context),
};
