import { PageHeader } from '@payloom/ui-kit/page-header';
import { CreateRequest } from '../../features/payment-requests/create-request.tsx';
import { PaymentRequests } from '../../features/payment-requests/payment-requests.tsx';
import { useWords } from './words.ts';

/** What the viewer has asked for by links. */
export function RequestsPage() {
  const t = useWords();
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        back={{ to: '/payments', label: t('back') }}
        actions={<CreateRequest />}
      />
      <PaymentRequests nextStep={<CreateRequest />} />
    </>
  );
}
