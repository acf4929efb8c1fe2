import { listKeyFigures } from '../../operations/list-key-figures.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const keyFigures: QueryResolvers['keyFigures'] = (_parent, { days }, context) =>
  listKeyFigures(context, days);
