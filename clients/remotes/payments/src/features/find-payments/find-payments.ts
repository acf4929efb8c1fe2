import { graph } from '@payloom/apollo-client/graph';
import type { Found } from '@payloom/session/remote-entry';
import { formatMoney } from '@payloom/ui-kit/money';
import { partyName } from '../../payment/party-name.ts';
import { FindPaymentsDocument } from './__generated__/find-payments.ts';

const foundMax = 5;

/** Finds payments by words in their note, for the command palette. */
export async function findPayments(text: string): Promise<readonly Found[]> {
  const { data } = await graph.client.query({
    query: FindPaymentsDocument,
    variables: { filter: { search: text }, first: foundMax },
    fetchPolicy: 'network-only',
  });
  const payments = data?.payments.edges.map(({ node }) => node) ?? [];
  return payments.map(({ id, note, amount, payer, recipient, direction }) => ({
    id,
    label: note ?? id,
    detail: `${partyName(direction === 'RECEIVED' ? payer : recipient)} · ${formatMoney(amount.amountMinor, amount.currency)}`,
    to: `/payments/${id}`,
  }));
}
