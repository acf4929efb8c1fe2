import { useNoticeChangedSubscription, useNoticeQuery } from './__generated__/notice.ts';
import { NoticeBar } from './notice-bar.tsx';

/** What administrators tell everybody, as it changes. */
export function Notice() {
  // Where it cannot be had there is none: a page without it is better than no page.
  const { data } = useNoticeQuery({ errorPolicy: 'ignore', fetchPolicy: 'cache-and-network' });
  useNoticeChangedSubscription({ ignoreResults: true, onError: () => undefined });
  return <NoticeBar text={data?.notice.text} />;
}
