import { Link } from 'react-router';
import { LatestPayments } from '../features/latest-payments/latest-payments.tsx';
import { PayLink } from '../payment/pay-link.tsx';
import { useWords } from './words.ts';

/** The last few payments, live. */
export function RecentCard() {
  const t = useWords();
  return (
    <section aria-labelledby="recent-payments">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id="recent-payments" className="text-base font-semibold">
          {t('recent')}
        </h2>
        <Link to="/payments" className="rounded-sm text-sm text-accent underline-offset-4 hover:underline">
          {t('allPayments')}
        </Link>
      </div>
      <LatestPayments nextStep={<PayLink />} />
    </section>
  );
}
