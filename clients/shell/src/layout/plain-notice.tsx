import { fetchNotice } from '@payloom/session/before-sign-in';
import { useEffect, useState } from 'react';
import { NoticeBar } from './notice-bar.tsx';

/** What administrators tell everybody, as it is when the page is opened: for whoever is not signed in. */
export function PlainNotice() {
  const [text, setText] = useState<string>();
  useEffect(() => {
    let isShown = true;
    // Where it cannot be had there is none: a page without it is better than no page.
    fetchNotice().then(
      (told) => isShown && setText(told),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, []);
  return <NoticeBar text={text} />;
}
