import { summarizeLedger } from '../../ledger/ledger-summary.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const ledgerSummary: QueryResolvers['ledgerSummary'] = (_parent, _args, { em }) => summarizeLedger(em);
