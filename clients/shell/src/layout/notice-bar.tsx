import { Megaphone } from 'lucide-react';
import { useWords } from './words.ts';

/** What administrators tell everybody, where there is anything. */
export function NoticeBar({ text }: { text: string | null | undefined }) {
  const t = useWords();
  return (
    <div role="status" aria-label={t('notice')}>
      {text && (
        <p className="flex items-start gap-2 border-b bg-info-soft print:hidden px-4 py-2 text-sm text-info sm:px-6">
          <Megaphone aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words whitespace-pre-line">{text}</span>
        </p>
      )}
    </div>
  );
}
