import { PopoverButton } from '@payloom/ui-kit/popover-button';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useLiveNotifications, useNotifications } from './use-notifications.ts';
import { useWords } from './words.ts';

const fetchPanel = () => import('./notification-panel.tsx');

/** More than that is as good as many, and there is no room for it. */
const SHOWN_MAX = 99;

/** In the address of a page: a mail that tells of many leads to all of them. */
const OPEN_PARAM = 'notifications';

/** Whether the list is open: by a press, or by the address, which tells of it no more once it was closed. */
function useOpen() {
  const [params, setParams] = useSearchParams();
  const [pressed, setPressed] = useState(false);
  const asked = params.has(OPEN_PARAM);
  const setOpen = (open: boolean): void => {
    setPressed(open);
    if (open || !asked) return;
    const others = (before: URLSearchParams) => {
      const rest = new URLSearchParams(before);
      rest.delete(OPEN_PARAM);
      return rest;
    };
    setParams(others, { replace: true, preventScrollReset: true });
  };
  return { open: pressed || asked, setOpen };
}

function Count({ count }: { count: number | undefined }) {
  const t = useWords();
  return (
    <>
      <Bell aria-hidden />
      <span className="sr-only">{count === undefined ? t('title') : t('bell', { count })}</span>
      {count !== undefined && count > 0 && (
        <span
          aria-hidden
          className="absolute -top-0.5 right-0 min-w-4 rounded-full bg-danger px-1 text-center text-[0.625rem] leading-4 font-semibold text-danger-foreground tabular-nums"
        >
          {count > SHOWN_MAX ? `${SHOWN_MAX}+` : count}
        </span>
      )}
    </>
  );
}

/** How much the viewer was told since they last looked, and the latest of it at a press. */
export function NotificationBell() {
  const { open, setOpen } = useOpen();
  useLiveNotifications();
  const notifications = useNotifications();
  const { unreadCount: count } = notifications;
  return (
    <PopoverButton
      open={open}
      onOpenChange={setOpen}
      button={{ variant: 'ghost', size: 'icon', className: 'relative', children: <Count count={count} /> }}
      content={{ 'aria-labelledby': 'notifications', className: 'p-0' }}
      load={fetchPanel}
    >
      {({ NotificationPanel }) => (
        <NotificationPanel notifications={notifications} onFollow={() => setOpen(false)} />
      )}
    </PopoverButton>
  );
}
