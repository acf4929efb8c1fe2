import { FileDownload } from '../../download/file-download.tsx';
import { dateInDays } from '../../payment/calendar-date.ts';
import type { PaymentFilter } from '../../payment/payment-filter.ts';
import { paymentsAddress } from './payments-address.ts';
import { useWords } from './words.ts';

/** Saves the payments that a filter finds as a file for spreadsheets, newest first, however many there are. */
export function PaymentExport({ filter }: { filter: PaymentFilter | undefined }) {
  const t = useWords();
  const file = () => ({
    name: `${t('file')}-${dateInDays(0)}`,
    address: (region: Parameters<typeof paymentsAddress>[1]) => paymentsAddress(filter, region),
    saved: t('saved'),
    failed: t('failed'),
    refused: t('refused'),
  });
  return <FileDownload file={file} label={t('export')} running={t('exporting')} />;
}
