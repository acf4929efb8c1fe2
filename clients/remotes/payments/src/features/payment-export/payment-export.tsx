import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { Button } from '@payloom/ui-kit/button';
import { toast } from '@payloom/ui-kit/toaster';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { dateInDays } from '../../payment/calendar-date.ts';
import type { PaymentFilter } from '../../payment/payment-filter.ts';
import { describeFailure } from '../../problems/describe-failure.ts';
import { useStillShown } from '../../problems/use-still-shown.ts';
import { PaymentExportDocument } from './__generated__/payment-export.ts';
import { paymentCsv } from './payment-csv.ts';
import { saveFile } from './save-file.ts';

/** The largest page the graph gives. */
const PAGE_SIZE = 100;
const PAYMENT_COUNT_MAX = 10_000;

interface Exported {
  payments: PaymentRowFragment[];
  /** There were more than one file takes. */
  cut: boolean;
}

/** Reads page by page, past the cache, until all is read or nobody wants it any more. */
async function readAll(
  client: ApolloClient,
  filter: PaymentFilter | undefined,
  wanted: () => boolean,
): Promise<Exported> {
  const payments: PaymentRowFragment[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(client, filter, after);
    payments.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null && payments.length < PAYMENT_COUNT_MAX && wanted());
  return { payments, cut: after !== null };
}

async function readPage(client: ApolloClient, filter: PaymentFilter | undefined, after: string | null) {
  const { data } = await client.query({
    query: PaymentExportDocument,
    variables: { first: PAGE_SIZE, after, ...(filter && { filter }) },
    fetchPolicy: 'no-cache',
  });
  if (!data) throw new Error('The answer to an export was empty.');
  return data.payments;
}

/** Saves the payments that a filter finds as a file for spreadsheets, newest first. */
export function PaymentExport({ filter }: { filter: PaymentFilter | undefined }) {
  const client = useApolloClient();
  const stillShown = useStillShown();
  const [busy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const { payments, cut } = await readAll(client, filter, stillShown);
      if (!stillShown()) return;
      saveFile(`payments-${dateInDays(0)}.csv`, 'text/csv;charset=utf-8', `\ufeff${paymentCsv(payments)}`);
      if (cut) {
        const words = `The file holds the newest ${payments.length}. Filter by date to get the others.`;
        toast.warning('There are more payments than one file takes', { description: words });
      }
    } catch (error) {
      toast.error('The payments could not be exported', { description: describeFailure(error) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Button variant="outline" busy={busy} onClick={() => void save()}>
      <Download aria-hidden />
      Export
    </Button>
  );
}
