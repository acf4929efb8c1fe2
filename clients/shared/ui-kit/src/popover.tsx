import { Popover as RadixPopover } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export const Popover = RadixPopover.Root;
export const PopoverTrigger = RadixPopover.Trigger;

/** What floats below its trigger until it is left. It needs an `aria-label` or `aria-labelledby`. */
export function PopoverContent({ className, ...props }: ComponentProps<typeof RadixPopover.Content>) {
  return (
    <RadixPopover.Portal>
      <RadixPopover.Content
        sideOffset={6}
        align="end"
        collisionPadding={8}
        className={cn(
          'z-40 max-h-(--radix-popover-content-available-height) w-[min(24rem,calc(100vw-1rem))] overflow-y-auto',
          'rounded-lg border bg-popover text-foreground shadow-float outline-none',
          'data-[state=open]:animate-appear data-[state=closed]:animate-vanish',
          className,
        )}
        {...props}
      />
    </RadixPopover.Portal>
  );
}
