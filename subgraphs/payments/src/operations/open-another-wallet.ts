import { requireViewer } from '@payloom/subgraph-kit/context';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Wallet } from '../entities/wallet.entity.ts';
import { walletCurrencies } from '@payloom/event-contracts/currencies';
import { ensureWallet } from './ensure-wallet.ts';
import { findFirstWallet } from './find-wallet.ts';
import { walletNotOpen } from './input.ts';

const inputSchema = z.object({
  currency: z.enum(walletCurrencies, `Must be one of ${walletCurrencies.join(', ')}.`),
});

/** Opens a wallet of the viewer's in another currency. Done twice, it is done once. */
export async function openAnotherWallet(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<Wallet | InvalidInput> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { currency } = parsed.input;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional(async (em) =>
    (await findFirstWallet(em, userId)) ? ensureWallet(em, userId, currency, cause) : walletNotOpen(),
  );
}
