import { useListStart } from '@payloom/ui-kit/list-start';
import { Link2 } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { PagedList, pageOptions } from '../../paged-list/paged-list.tsx';
import { usePaymentRequestsQuery } from './__generated__/payment-requests.ts';
import { requestColumns } from './request-columns.tsx';
import { useWords } from './words.ts';

/** What the viewer has asked for, newest first, page by page; moves as it is paid. */
export function PaymentRequests({ nextStep }: { nextStep: ReactNode }) {
  const t = useWords();
  const columns = useMemo(() => requestColumns(t), [t]);
  const start = useListStart();
  const query = usePaymentRequestsQuery(pageOptions(start));
  return (
    <PagedList
      label={t('list')}
      columns={columns}
      connection={query.data?.paymentRequests}
      query={query}
      start={start}
      empty={{ icon: Link2, title: t('emptyTitle'), description: t('emptyWhy'), action: nextStep }}
      failedTitle={t('failedTitle')}
    />
  );
}
