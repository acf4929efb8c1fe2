import { Megaphone } from 'lucide-react';
import { useNoticeChangedSubscription, useNoticeQuery } from './__generated__/notice.ts';
import { useWords } from './words.ts';

/** What administrators tell everybody. It changes by itself for whoever is signed in. */
export function Notice({ isSignedIn }: { isSignedIn: boolean }) {
  const t = useWords();
  // Where it cannot be had there is none: a page without it is better than no page.
  const { data } = useNoticeQuery({ errorPolicy: 'ignore', fetchPolicy: 'cache-and-network' });
  useNoticeChangedSubscription({ skip: !isSignedIn, ignoreResults: true, onError: () => undefined });
  const text = data?.notice.text;
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
