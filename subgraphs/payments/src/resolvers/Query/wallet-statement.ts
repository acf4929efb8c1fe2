import { readStatement } from '../../operations/wallet-statement.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const walletStatement: QueryResolvers['walletStatement'] = (_parent, args, context) =>
  readStatement(context, args);
