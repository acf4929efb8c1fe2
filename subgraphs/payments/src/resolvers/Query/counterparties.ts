import { findCounterparties, findCounterparty } from '../../operations/find-counterparties.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const counterparties: QueryResolvers['counterparties'] = (_parent, args, context) =>
  findCounterparties(context, args);

export const counterparty: QueryResolvers['counterparty'] = (_parent, { id }, context) =>
  findCounterparty(context, id);
