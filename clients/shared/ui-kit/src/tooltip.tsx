import { Tooltip as RadixTooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface TooltipProps {
  /** A few words; never the only place where something important is told. */
  label: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** The element it explains; must be focusable. */
  children: ReactNode;
}

const DELAY_MILLISECONDS = 300;

/** A few words on hover and focus. */
export function Tooltip({ label, side = 'top', children }: TooltipProps) {
  return (
    <RadixTooltip.Provider delayDuration={DELAY_MILLISECONDS}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className={cn(
              'z-50 max-w-72 rounded-md bg-foreground px-2.5 py-1.5 text-xs text-background shadow-float',
              'data-[state=delayed-open]:animate-appear data-[state=instant-open]:animate-none',
            )}
          >
            {label}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
