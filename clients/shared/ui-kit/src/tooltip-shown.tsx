import { Tooltip } from 'radix-ui';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { cn } from './cn.ts';

export interface ShownTooltipProps {
  label: ReactNode;
  side: 'top' | 'right' | 'bottom' | 'left';
  delay: number;
  /** How the element was reached before all of this was there. */
  reached: 'pointer' | 'focus';
  children: ReactNode;
}

/** A tooltip that is open when it comes. */
export function ShownTooltip({ label, side, delay, reached, children }: ShownTooltipProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  // The element is another one than that which had the focus.
  useLayoutEffect(() => {
    if (reached === 'focus') trigger.current?.focus();
  }, [reached]);
  return (
    <Tooltip.Provider delayDuration={delay}>
      <Tooltip.Root defaultOpen>
        <Tooltip.Trigger ref={trigger} asChild>
          {children}
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className={cn(
              'z-50 max-w-72 rounded-md bg-foreground px-2.5 py-1.5 text-xs text-background shadow-float',
              'data-[state=delayed-open]:animate-appear data-[state=instant-open]:animate-none',
            )}
          >
            {label}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
