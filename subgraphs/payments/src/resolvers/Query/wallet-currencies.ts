import { walletCurrencies as known } from '@payloom/event-contracts/currencies';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const walletCurrencies: QueryResolvers['walletCurrencies'] = () => [...known];
