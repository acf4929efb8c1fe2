import { listSettings } from '../../operations/find-settings.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const settings: QueryResolvers['settings'] = (_parent, _args, context) => listSettings(context);
