import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { Toaster as Sonner } from 'sonner';
import { useTheme } from './theme.tsx';
import { useWords } from './words.ts';

export { toast } from 'sonner';

const icon = 'size-4';

/** Where toasts appear; stands once, in the shell. `toast.success('Profile saved')` shows one from anywhere. */
export function Toaster() {
  const t = useWords();
  const { shown } = useTheme();
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
