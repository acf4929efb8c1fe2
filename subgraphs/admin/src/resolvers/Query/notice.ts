import { findNotice } from '../../operations/find-settings.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const notice: QueryResolvers['notice'] = (_parent, _args, context) => findNotice(context);
