import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import { useRef, type ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useWords } from './words.ts';

export const Dialog = RadixDialog.Root;
export const DialogTrigger = RadixDialog.Trigger;
export const DialogClose = RadixDialog.Close;

type ContentProps = ComponentProps<typeof RadixDialog.Content>;

/** Radix gives the focus back to a `DialogTrigger` alone; a dialog that is opened by state, such as by a row, has none. */
function useFocusReturn({ onOpenAutoFocus, onCloseAutoFocus }: ContentProps) {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus: (event: Event): void => {
      opener.current = document.activeElement;
      onOpenAutoFocus?.(event);
    },
    onCloseAutoFocus: (event: Event): void => {
      onCloseAutoFocus?.(event);
      const element = opener.current;
      if (event.defaultPrevented || !(element instanceof HTMLElement)) return;
      if (!element.isConnected || element === document.body) return;
      event.preventDefault();
      element.focus({ preventScroll: true });
    },
  };
}

/**
 * The window of a dialog: centred on desks, a sheet from below on phones. It needs a `DialogTitle` inside. The focus
 * goes back to what opened it.
 */
export function DialogContent({ className, children, ...props }: ContentProps) {
  const t = useWords();
  const focus = useFocusReturn(props);
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay
        className={cn(
          'fixed inset-0 z-50 flex items-end justify-center overflow-y-auto bg-overlay sm:items-center sm:p-6',
          'data-[state=closed]:animate-vanish data-[state=open]:animate-appear',
        )}
      >
        <RadixDialog.Content
          className={cn(
            'relative flex max-h-[92dvh] w-full flex-col gap-4 overflow-y-auto rounded-t-xl border bg-popover p-5',
            'pb-[max(1.25rem,env(safe-area-inset-bottom))] text-foreground shadow-float outline-none',
            'data-[state=closed]:animate-sink data-[state=open]:animate-rise sm:max-w-lg sm:rounded-lg sm:p-6',
            className,
          )}
          {...props}
          {...focus}
        >
          {children}
          <RadixDialog.Close
            aria-label={t('close')}
            className={cn(
              'absolute top-3.5 right-3.5 flex size-9 cursor-pointer items-center justify-center rounded-md',
              'text-muted-foreground transition-colors duration-120 hover:bg-muted hover:text-foreground',
            )}
          >
            <X aria-hidden className="size-4" />
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Overlay>
    </RadixDialog.Portal>
  );
}

/** Title and description. */
export function DialogHeader({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('flex flex-col gap-1 pr-10', className)} {...props} />;
}

/** What the dialog is about. */
export function DialogTitle({ className, ...props }: ComponentProps<typeof RadixDialog.Title>) {
  return <RadixDialog.Title className={cn('text-lg leading-7 font-semibold', className)} {...props} />;
}

/** One sentence on what the dialog asks or shows. */
export function DialogDescription({ className, ...props }: ComponentProps<typeof RadixDialog.Description>) {
  return <RadixDialog.Description className={cn('text-sm text-muted-foreground', className)} {...props} />;
}

/** The dialog's buttons: the main one last on desks, first below the thumb on phones. */
export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end', className)}
      {...props}
    />
  );
}
