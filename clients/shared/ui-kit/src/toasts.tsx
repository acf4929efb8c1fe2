import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { useTheme } from './theme.tsx';
import { useWords } from './words.ts';

const icon = 'size-4';

/** The place of toasts, with all that they take. `onReady` is given what shows them. */
export function Toasts({ onReady }: { onReady: (show: typeof toast) => void }) {
  const t = useWords();
  const { shown } = useTheme();
  // What is shown before this place is there is lost.
  useEffect(() => onReady(toast), [onReady]);
  return (
    <Sonner
      theme={shown}
      position="bottom-right"
      mobileOffset={{ bottom: 'calc(5rem + env(safe-area-inset-bottom))' }}
      containerAriaLabel={t('notifications')}
      icons={{
        success: <CircleCheck aria-hidden className={`${icon} text-success`} />,
        error: <CircleAlert aria-hidden className={`${icon} text-danger`} />,
        warning: <TriangleAlert aria-hidden className={`${icon} text-warning`} />,
        info: <Info aria-hidden className={`${icon} text-info`} />,
      }}
      toastOptions={{
        classNames: {
          toast: 'rounded-lg! border! border-border! bg-popover! text-foreground! shadow-float! font-sans!',
          description: 'text-muted-foreground!',
        },
      }}
    />
  );
}
